import { fileURLToPath } from 'node:url';

/** The program that evaluates rows with a Python function. */
export const PYTHON_WORKER = pathOf('evaluate_rows.py');

/** Tells the digests of a Python function, and whether it is there. */
export const PYTHON_CODE = pathOf('code_of_function.py');

/** Makes digests of Python code that are equal for all versions of Python. */
export const PYTHON_DIGEST = pathOf('psyrun_digest.py');

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../python/${name}`, import.meta.url));
}
