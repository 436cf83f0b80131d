import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';
import { WORKSPACE } from '../pack.ts';

/** The modules beside which other programs find files. */
const BESIDE_FILES =
  /^packages\/(evaluator-command\/dist\/(python\/python-files|r\/r|r\/check-function)|evaluator-python\/dist\/ask-python|scheduler-slurm\/dist\/submit\/batch-script)\.js$/;

/** A piece of code of one module, and what stands for it in `psy.mjs`. */
type Change = readonly [from: string, to: string];

/**
 * Changes the built modules of psyrun for `psy.mjs`: where each of them is, and how modules are imported by
 * their address. The functions are those of `one-file/run-time.mjs`.
 */
export function inOneFile(version: string): Plugin {
  const manifest = JSON.stringify(JSON.stringify({ version }));
  const changes: Readonly<Record<string, readonly Change[]>> = {
    'packages/run/dist/directory/versions.js': [
      [`readFileSync(new URL('../../package.json', import.meta.url), 'utf8')`, manifest],
    ],
    'packages/cli/dist/psy-main.js': [
      [`readFileSync(new URL('../package.json', host), 'utf8')`, manifest],
    ],
    'packages/store-h5/dist/library/hdf5.js': [
      [
        'import(__rewriteRelativeImportExtension(`${addressOfLibrary()}?${loads}`))',
        'import (`${oneFileUrl}?${loads}`).then((copy) => copy.h5wasm())',
      ],
    ],
    'packages/task/dist/modules/module-loader.js': [
      [`createRequire(import.meta.url)('jiti')`, `require('jiti')`],
    ],
  };
  return {
    name: 'in one file',
    setup: (building) => {
      building.onLoad({ filter: /\/packages\/[^/]+\/dist\/.*\.js$/ }, ({ path }) => {
        const place = relative(WORKSPACE, path);
        let code = readFileSync(path, 'utf8');
        for (const [from, to] of changes[place] ?? []) code = replaced(code, from, to, place);
        if (place.startsWith('packages/')) code = placed(code, place);
        return { contents: code, loader: 'js' };
      });
    },
  };
}

function placed(code: string, place: string): string {
  const url = BESIDE_FILES.test(place) ? 'urlUnpacked' : 'urlInside';
  return code
    .replaceAll('import.meta.url', `${url}(${JSON.stringify(place)})`)
    .replace(/(?<![.\w]|async )import\((?!['"])/g, 'importByUrl(');
}

function replaced(code: string, from: string, to: string, place: string): string {
  if (!code.includes(from)) throw new Error(`${place} does not contain ${from} any more.`);
  return code.replace(from, () => to);
}
