import type { Row, Table } from '@psyrun/core';
import { TableBuilder } from './table-builder.ts';

/**
 * The rows as columns, which are plain arrays; {@link TableBuilder} says what becomes of keys that
 * a row lacks.
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
