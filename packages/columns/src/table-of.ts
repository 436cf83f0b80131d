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
  const order: Order = { keys: [], columns: [] };
  let count = 0;
  for (const row of rows) addRow(columns, order, row, count++);
  const table = Object.create(null) as Record<string, unknown[]>;
  for (const [key, column] of columns) {
    padTo(column, count);
    table[key] = withoutGaps(column);
  }
  return table;
}

/** The keys of the rows so far by place, with their columns: the next row mostly has the same. */
interface Order {
  readonly keys: string[];
  readonly columns: unknown[][];
}

/** Adds row number `count`. Columns that it does not touch stay short until one does. */
function addRow(columns: Map<string, unknown[]>, order: Order, row: Row, count: number): void {
  const keys = Object.keys(row);
  for (let i = 0; i < keys.length; i++) {
    if (order.keys[i] !== keys[i]) expect(columns, order, i, keys[i]!);
    const column = order.columns[i]!;
    if (column.length < count) padTo(column, count);
    column.push(row[keys[i]!]);
  }
}

/** From now on rows are expected to have this key at this place. */
function expect(columns: Map<string, unknown[]>, order: Order, place: number, key: string): void {
  let column = columns.get(key);
  if (column === undefined) columns.set(key, (column = []));
  order.keys[place] = key;
  order.columns[place] = column;
}

function padTo(column: unknown[], length: number): void {
  while (column.length < length) column.push(undefined);
}

function withoutGaps(column: unknown[]): unknown[] {
  if (!column.includes(undefined)) return column;
  const missing = missingValue(column.filter((value) => value !== undefined));
  return column.map((value) => (value === undefined ? missing : value));
}
