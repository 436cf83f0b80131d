import { emptyTable } from '@psyrun/columns/internal';
import type { Row, Table } from '@psyrun/core';

/**
 * Returns rows as columns, over the keys of all rows; a value that a row lacks is null.
 *
 * `tableOf` of `@psyrun/columns` does the same with NaN for missing values of numeric columns.
 *
 * @example
 * ```ts
 * dictConcat([{ a: 0, b: 0 }, { a: 1 }]); // => { a: [0, 1], b: [0, null] }
 * ```
 */
export function dictConcat(rows: readonly Row[]): Table {
  const table = emptyTable<unknown[]>();
  for (const key of new Set(rows.flatMap((row) => Object.keys(row)))) {
    table[key] = rows.map((row) => (Object.hasOwn(row, key) ? row[key] : null));
  }
  return table;
}
