import type { ForeignFunction } from '@psyrun/core';
import { filesNamed } from './files-named.ts';
import { startOptions, type ProgramOptions } from './program-options.ts';

/** Options of {@link worker}. */
export interface WorkerProgramOptions extends ProgramOptions {
  /** Members of the first message to the program. */
  readonly load?: Readonly<Record<string, unknown>>;
}

/**
 * Evaluates rows with a program that speaks the worker protocol, in any language.
 *
 * The program starts in the folder of the task file, without a shell. The words of `argv` that name
 * files there are code of the task: if such a file changes, all rows run again.
 *
 * @example
 * ```ts
 * const evaluator = worker(['julia', '--project', 'worker.jl']);
 * const address = await evaluator.locate('/work');
 * 'program' in address && address.program.argv; // => ['julia', '--project', 'worker.jl']
 * ```
 */
export function worker(
  argv: readonly string[],
  options: WorkerProgramOptions = {},
): ForeignFunction {
  return {
    async locate(folder) {
      const code = await filesNamed(argv, folder);
      const program = { argv, cwd: folder, ...startOptions(options) };
      return { program, code, ...(options.load && { load: options.load }) };
    },
  };
}
