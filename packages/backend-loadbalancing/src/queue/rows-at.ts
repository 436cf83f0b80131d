import type { Range } from '@psyrun/pspace/internal';

/**
 * Returns the rows at the positions from `start` to before `stop` in a list of ranges.
 *
 * @example
 * ```ts
 * rowsAt([[0, 3], [7, 10]], 2, 5); // => [[2, 3], [7, 9]]
 * ```
 */
export function rowsAt(ranges: readonly Range[], start: number, stop: number): Range[] {
  const rows: Range[] = [];
  let position = 0;
  for (const [first, end] of ranges) {
    const from = Math.max(first, first + start - position);
    const to = Math.min(end, first + stop - position);
    if (from < to) rows.push([from, to]);
    position += end - first;
  }
  return rows;
}
