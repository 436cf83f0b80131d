import { isPsyrunError } from '@psyrun/core';

/**
 * Returns the error code that `work` rejects with; `none` if it does not reject, and the error if
 * it has no code.
 */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    return isPsyrunError(error) ? error.code : String(error);
  }
}
