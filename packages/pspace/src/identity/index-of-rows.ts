import type { ParameterSpace, Row } from '@psyrun/core';
import { IdentityIndex } from './identity-index.ts';

/**
 * Returns a table of the rows of a space by the values of `space.keys`, in their order. Throws
 * `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 rows.
 *
 * @example
 * ```ts
 * const index = indexOfRows(param({ a: [1, 2, 1], b: 'x' }));
 * index.firstOf([1, 'x']); // => 0
 * index.after(0); // => 2
 * ```
 */
export function indexOfRows(space: ParameterSpace): IdentityIndex {
  // The keys of a row are read in turn, so the row is kept.
  let at = -1;
  let row: Row = {};
  const readers = space.keys.map((key) => (index: number) => {
    if (index !== at) row = space.at(index);
    at = index;
    return row[key];
  });
  return new IdentityIndex(space.length, readers);
}
