import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';
import { WORKSPACE } from '../pack.ts';

/** A piece of code of one module, and what stands for it in `psy.mjs`. */
type Change = readonly [from: string, to: string];

/**
 * Changes the built modules of psyrun for `psy.mjs`: where each of them is, and how modules are imported by
 * their address, and where files for other programs are. The functions are those of `one-file/run-time.mjs`.
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
    'packages/evaluator-command/dist/python/python-files.js': [
      [pathBeside("'../../python'"), `unpacked('python.zip')`],
      [`[${pathBeside('`../../python/${name}.py`')}]`, `[unpacked('python.zip'), name]`],
    ],
    'packages/evaluator-python/dist/ask-python.js': [
      [pathBeside("'../python'"), `unpacked('python.zip')`],
      [
        `[${pathBeside("'../python/describe_tasks.py'")}]`,
        `[unpacked('python.zip'), 'describe_tasks']`,
      ],
    ],
    'packages/evaluator-command/dist/r/r.js': [
      [pathBeside("'../../r/psyrun_worker.R'"), `unpacked('psyrun_worker.R')`],
    ],
    'packages/evaluator-command/dist/r/check-function.js': [
      [pathBeside("'../../r/check_function.R'"), `unpacked('check_function.R')`],
    ],
    'packages/scheduler-slurm/dist/submit/batch-script.js': [
      [pathBeside('`../../scripts/${name}`'), `unpacked(name)`],
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

const pathBeside = (path: string) => `fileURLToPath(new URL(${path}, import.meta.url))`;

function placed(code: string, place: string): string {
  return code
    .replaceAll('import.meta.url', `urlInside(${JSON.stringify(place)})`)
    .replace(/(?<![.\w]|async )import\((?!['"])/g, 'importByUrl(');
}

function replaced(code: string, from: string, to: string, place: string): string {
  if (!code.includes(from)) throw new Error(`${place} does not contain ${from} any more.`);
  return code.replace(from, () => to);
}
