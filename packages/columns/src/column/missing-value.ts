import { isScalar } from '@psyrun/core';

/**
 * Returns the value for the rows that a column lacks: NaN if every value of the column is a number,
 * so that numeric columns stay numeric; null otherwise, and for a column without values.
 *
 * @example
 * ```ts
 * missingValue([1, 2.5]); // => NaN
 * missingValue([1, 'a']); // => null
 * missingValue([]); // => null
 * ```
 */
export function missingValue(present: Iterable<unknown>): number | null {
  let any = false;
  for (const value of present) {
    if (typeof value !== 'number' && !isScalar(value)) return null;
    any = true;
  }
  return any ? NaN : null;
}
