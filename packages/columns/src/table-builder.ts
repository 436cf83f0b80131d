import type { Row, Table } from '@psyrun/core';
import { missingValue } from './missing-value.ts';

/**
 * Collects rows as columns while they are made, so that no row has to be kept.
 *
 * The columns come in the order of `keys`, then in the order in which further keys first appear.
 * A row that lacks a key, or has undefined there, gets NaN if every other value of the column is a
 * number, and null otherwise. The table has no prototype, so every key is safe, `__proto__` too.
 *
 * @example
 * ```ts
 * const rows = new TableBuilder();
 * rows.add({ a: 1 });
 * rows.add({ a: 2, b: 'x' });
 * rows.build(); // => { a: [1, 2], b: [null, 'x'] }
 * ```
 */
export class TableBuilder {
  readonly #columns: Map<string, unknown[]>;
  /** The keys of the rows so far by place, with their columns: the next row mostly has the same. */
  readonly #order: { readonly keys: string[]; readonly columns: unknown[][] } = {
    keys: [],
    columns: [],
  };
  #count = 0;

  constructor(keys: readonly string[] = []) {
    this.#columns = new Map(keys.map((key) => [key, []]));
  }

  /** The number of rows so far. */
  get count(): number {
    return this.#count;
  }

  /** Adds a row. Columns that it does not touch stay short until one does. */
  add(row: Row): void {
    const { keys: expected, columns } = this.#order;
    const keys = Object.keys(row);
    for (let i = 0; i < keys.length; i++) {
      if (expected[i] !== keys[i]) this.#expect(i, keys[i]!);
      const column = columns[i]!;
      if (column.length < this.#count) padTo(column, this.#count);
      column.push(row[keys[i]!]);
    }
    this.#count++;
  }

  /** The rows so far. */
  build(): Table {
    const table = Object.create(null) as Record<string, unknown[]>;
    for (const [key, column] of this.#columns) {
      padTo(column, this.#count);
      table[key] = withoutGaps(column);
    }
    return table;
  }

  /** From now on rows are expected to have this key at this place. */
  #expect(place: number, key: string): void {
    let column = this.#columns.get(key);
    if (column === undefined) this.#columns.set(key, (column = []));
    this.#order.keys[place] = key;
    this.#order.columns[place] = column;
  }
}

function padTo(column: unknown[], length: number): void {
  while (column.length < length) column.push(undefined);
}

function withoutGaps(column: unknown[]): unknown[] {
  if (!column.includes(undefined)) return column;
  const missing = missingValue(column.filter((value) => value !== undefined));
  return column.map((value) => (value === undefined ? missing : value));
}
