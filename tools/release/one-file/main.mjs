/** The start of `psy.mjs`: the command, a job, or a worker. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { whyTooOld } from '@psyrun/core/node-floor';
import { packages, plugins } from 'one-file:modules';
import { importByUrl, oneFileUrl, urlInside } from './run-time.mjs';

const path = fileURLToPath(oneFileUrl);
globalThis[Symbol.for('psyrun.one-file')] ??= {
  plugins: plugins.map((plugin) => ({ ...plugin, folder: path, module: urlInside(plugin.module) })),
  modules: packages,
};

/** The HDF5 library of this copy of psy.mjs. */
export const h5wasm = () => import('h5wasm/node');

const why = whyTooOld(process.versions.node, process.execPath);
if (import.meta.url === oneFileUrl && isStarted()) {
  if (why !== undefined) {
    process.stderr.write(`psy: error: ${why}\n`);
    process.exitCode = 2;
  } else await start();
}

function isStarted() {
  try {
    return realpathSync(process.argv[1]) === path;
  } catch {
    return false;
  }
}

async function start() {
  const [, inside] = /^:(packages\/.+)$/.exec(process.argv[2] ?? '') ?? [];
  if (inside === undefined) {
    const { psyProcess } = await import('@psyrun/cli');
    await psyProcess(urlInside('packages/psyrun/dist/psy.js'));
  } else {
    process.argv.splice(2, 1);
    await importByUrl(urlInside(inside));
  }
}
