import { PsyrunError } from '@psyrun/core';

/** Tables of up to this number of columns may have any number of missing values. */
const MOST_COLUMNS = 1000;
/** The maximum number of missing values of other tables. They take some 500 MB of memory. */
const MOST_MISSING = 2 ** 23;

/** True if a table has many columns, and so many missing values that they would fill the memory. */
export function isTooSparse(columns: number, missing: number): boolean {
  return columns > MOST_COLUMNS && missing > MOST_MISSING;
}

/**
 * Returns the error for rows with so many different keys that the missing values of a table would fill
 * the memory.
 *
 * @example
 * ```ts
 * tooSparse(10_000, 10_000).code; // => 'PSYRUN_TABLE_SPARSE'
 * ```
 */
export function tooSparse(rows: number, columns: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_TABLE_SPARSE',
    `The first ${rows} rows have ${columns} different keys, and most rows lack most of them: a table would consist of missing values.`,
    {
      hint: 'Return values whose keys differ from row to row under one key, for example as { values: { … } } or as a list of pairs.',
      fields: { rows, columns },
    },
  );
}
