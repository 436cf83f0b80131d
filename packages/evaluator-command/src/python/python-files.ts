import { fileURLToPath } from 'node:url';

/** The arguments with which Python evaluates rows. The one file has an archive instead of files. */
export const pythonWorker = (): string[] => programIn('evaluate_rows');

/** The arguments with which Python tells the digests of a function, and whether it is there. */
export const pythonCodeReader = (): string[] => programIn('code_of_function');

/** The place of the modules that both need, for the module search path of Python. */
export const pythonModules = (): string => fileURLToPath(new URL('../../python', import.meta.url));

function programIn(name: string): string[] {
  return [fileURLToPath(new URL(`../../python/${name}.py`, import.meta.url))];
}
