import { PsyrunError } from '@psyrun/core';

/**
 * Returns the error for a file whose rows were read twice to be written, and were not the same both
 * times.
 *
 * @example
 * ```ts
 * changedMeanwhile('a.npz').code; // => 'PSYRUN_STORE_WRITE'
 * ```
 */
export function changedMeanwhile(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_STORE_WRITE', `${file} was not written: its rows have changed.`, {
    hint: 'Try again when nothing else changes the files that they come from.',
    fields: { file },
  });
}
