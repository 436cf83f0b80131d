import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ForeignFunction } from '@psyrun/core';
import { filesNamed } from '../program/files-named.ts';
import { checkRFunction } from './check-function.ts';
import { startOptions } from '../program/program-options.ts';
import type { ROptions } from './r-options.ts';

/** R cannot ignore these signals itself, which clusters send to all processes of a job. */
const START = `trap '' TERM HUP; exec "$0" "$@"`;

/**
 * Evaluates rows with an R function, which gets the parameters as named arguments and returns a named
 * list of results.
 *
 * `file` is relative to the task file. If it changes, all rows run again. Name the files that it reads
 * with `source` in the setting `fileDep`.
 *
 * @example
 * ```ts
 * const evaluator = r('./model.R', 'simulate');
 * const address = await evaluator.locate('/work');
 * 'load' in address && address.load; // => { file: '/work/model.R', function: 'simulate' }
 * ```
 */
export function r(file: string | URL, name: string, options: ROptions = {}): ForeignFunction {
  const pathIn = (folder: string) =>
    String(file).startsWith('file:') ? fileURLToPath(file) : resolve(folder, String(file));
  return {
    check: (folder) => checkRFunction(pathIn(folder), name, folder, options),
    async locate(folder) {
      const path = pathIn(folder);
      const load = {
        ...{ file: path, function: name },
        ...(options.setup !== undefined && { setup: options.setup }),
      };
      const worker = fileURLToPath(new URL('../../r/psyrun_worker.R', import.meta.url));
      const argv = ['/bin/sh', '-c', START, options.interpreter ?? 'Rscript', worker];
      // R makes a folder for temporary files when it starts, and leaves it behind when it is killed.
      const program = { argv, cwd: folder, temporaryFolder: true, ...startOptions(options) };
      return { program, load, code: await filesNamed([path], folder) };
    },
  };
}
