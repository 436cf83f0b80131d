import { fileURLToPath } from 'node:url';

/** The program that evaluates rows with a Python function. */
export const PYTHON_WORKER = pathOf('evaluate_rows.py');

/** Makes digests of Python code that are equal for all versions of Python. */
export const PYTHON_DIGEST = pathOf('psyrun_digest.py');

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../python/${name}`, import.meta.url));
}
