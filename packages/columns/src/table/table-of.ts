import type { Row, Table } from '@psyrun/core';
import { TableBuilder } from './table-builder.ts';

/**
 * Returns rows as columns, which are plain arrays. {@link TableBuilder} describes missing keys.
 *
 * @example
 * ```ts
 * tableOf([{ a: 1 }, { a: 2, b: 'x' }]); // => { a: [1, 2], b: [null, 'x'] }
 * tableOf([], ['a']); // => { a: [] }
 * ```
 */
export function tableOf(rows: Iterable<Row>, keys: readonly string[] = []): Table {
  const table = new TableBuilder(keys);
  for (const row of rows) table.add(row);
  return table.build();
}
