import { fileURLToPath } from 'node:url';

/** The program that evaluates rows with a Python function. */
export const pythonWorkerFile = (): string => pathOf('evaluate_rows.py');

/** Tells the digests of a Python function, and whether it is there. */
export const pythonCodeFile = (): string => pathOf('code_of_function.py');

/** Makes digests of Python code that are equal for all versions of Python. */
export const pythonDigestFile = (): string => pathOf('psyrun_digest.py');

/** The one file unpacks these files when they are needed. */
function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../python/${name}`, import.meta.url));
}
