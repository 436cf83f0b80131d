import { PsyrunError, type ScanOptions } from '@psyrun/core';

/** Large enough that what a batch costs by itself does not count. */
const USUAL_BATCH = 10_000;

/**
 * The number of rows that a store is to give at a time, 10 000 if nothing else is asked for.
 *
 * Throws `PSYRUN_ARGUMENT` for what is no number of rows.
 *
 * @example
 * ```ts
 * batchSize({ batch: 500 }); // => 500
 * ```
 */
export function batchSize({ batch = USUAL_BATCH }: ScanOptions): number {
  if (Number.isInteger(batch) && batch > 0) return batch;
  throw new PsyrunError('PSYRUN_ARGUMENT', `A batch of ${batch} rows cannot be read.`, {
    hint: 'Give a whole number of at least 1.',
    fields: { batch },
  });
}
