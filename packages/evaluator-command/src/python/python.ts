import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ForeignFunction } from '@psyrun/core';
import { startOptions, type ProgramOptions } from '../program/program-options.ts';
import { pythonFor } from './interpreter.ts';
import { pythonCode, refuseProblem, type PythonCode } from './python-code.ts';
import { pythonWorker } from './python-files.ts';

/** Options of {@link python}. */
export interface PythonOptions extends ProgramOptions {
  /** The Python program. Default: see {@link python}. */
  readonly interpreter?: string;
  /**
   * The name of a function of the module that prepares a process before its first row. It gets the
   * number of the process. It returns a dict: further arguments of the function, and columns of the
   * result, unless they are excluded.
   */
  readonly setup?: string;
}

/**
 * Evaluates rows with a Python function, which gets the parameters as keyword arguments and returns a
 * dict of results. It may be asynchronous.
 *
 * `module` is a file (`./model.py`, relative to the task file) or the name of a module (`my.model`).
 * `name` is the name of the function, with dots if it belongs to something else (`Model.simulate`).
 *
 * The interpreter is `interpreter`, or else `PSYRUN_PYTHON`, or that of the active virtual or Conda
 * environment, or that of `.venv` in the folder of the task or above, or `python3` or `python`. It has
 * to be Python 3.7 or newer. With a `prologue`, it is `interpreter` or `python3` after that.
 *
 * @example
 * ```ts
 * const evaluator = python('./model.py', 'simulate', { interpreter: 'python3.11' });
 * const address = await evaluator.locate('/work');
 * 'load' in address && address.load; // => { file: '/work/model.py', function: 'simulate' }
 * ```
 */
export function python(
  module: string | URL,
  name: string,
  options: PythonOptions = {},
): ForeignFunction {
  const address = (folder: string) => {
    const start = startOptions(options);
    const named = options.interpreter ?? (start.prologue === undefined ? undefined : 'python3');
    const what = whatOf(module, folder);
    const load = {
      [what[0]]: what[1],
      function: name,
      ...(options.setup !== undefined && { setup: options.setup }),
    };
    return {
      what,
      address: {
        program: { argv: [named ?? pythonFor(folder), ...pythonWorker()], cwd: folder, ...start },
        load,
      },
    };
  };
  const functions = [name, ...(options.setup === undefined ? [] : [options.setup])];
  /** The code by folder: `check` need not ask Python once more. */
  const found = new Map<string, PythonCode>();
  const read = async (folder: string) => {
    const { what, address: located } = address(folder);
    const code = await pythonCode(located.program, what, functions);
    found.set(folder, code);
    return code;
  };
  return {
    locate: (folder) => address(folder).address,
    code: async (folder) => (await read(folder)).code,
    async check(folder) {
      refuseProblem(found.get(folder) ?? (await read(folder)), address(folder).what);
    },
  };
}

/** A name without a slash and without the suffix `.py` is that of a module. */
function whatOf(module: string | URL, folder: string): ['file' | 'module', string] {
  const text = String(module);
  if (text.startsWith('file:')) return ['file', fileURLToPath(text)];
  const isFile = text.includes('/') || text.endsWith('.py');
  return isFile ? ['file', resolve(folder, text)] : ['module', text];
}
