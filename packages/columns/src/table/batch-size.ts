import { PsyrunError, type ScanOptions } from '@psyrun/core';

/** So large that the fixed cost of a batch does not matter. */
const USUAL_BATCH = 10_000;

/**
 * Returns the number of rows of a batch; 10 000 by default.
 *
 * Throws `PSYRUN_ARGUMENT` if it is not a positive integer.
 *
 * @example
 * ```ts
 * batchSize({ batch: 500 }); // => 500
 * ```
 */
export function batchSize({ batch = USUAL_BATCH }: ScanOptions): number {
  if (Number.isInteger(batch) && batch > 0) return batch;
  throw new PsyrunError('PSYRUN_ARGUMENT', `A batch of ${batch} rows cannot be read.`, {
    hint: 'Give an integer of at least 1.',
    fields: { batch },
  });
}
