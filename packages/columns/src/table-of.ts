import type { Row, Table } from '@psyrun/core';
import { missingValue } from './missing-value.ts';

/**
 * The rows as columns, which are plain arrays.
 *
 * The columns come in the order of `keys`, then in the order in which further keys first appear.
 * A row that lacks a key, or has undefined there, gets NaN if every other value of the column is a
 * number, and null otherwise. The table has no prototype, so every key is safe, `__proto__` too.
 *
 * @example
 * ```ts
 * tableOf([{ a: 1 }, { a: 2, b: 'x' }]); // => { a: [1, 2], b: [null, 'x'] }
 * tableOf([], ['a']); // => { a: [] }
 * ```
 */
export function tableOf(rows: Iterable<Row>, keys: readonly string[] = []): Table {
  const columns = new Map<string, unknown[]>(keys.map((key) => [key, []]));
  let count = 0;
  for (const row of rows) {
    for (const key of Object.keys(row)) {
      if (!columns.has(key)) columns.set(key, new Array<undefined>(count).fill(undefined));
    }
    for (const [key, column] of columns) {
      column.push(Object.hasOwn(row, key) ? row[key] : undefined);
    }
    count++;
  }
  const table = Object.create(null) as Record<string, unknown[]>;
  for (const [key, column] of columns) table[key] = withoutGaps(column);
  return table;
}

function withoutGaps(column: unknown[]): unknown[] {
  if (!column.includes(undefined)) return column;
  const missing = missingValue(column.filter((value) => value !== undefined));
  return column.map((value) => (value === undefined ? missing : value));
}
