import type { Row, Table } from '@psyrun/core';
import { missingValue } from '../column/missing-value.ts';
import { emptyTable } from './empty-table.ts';

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
  /** The keys of the row before, with their columns: the next row mostly has the same. */
  #expected: readonly string[] = [];
  #places: readonly unknown[][] = [];
  #count = 0;

  constructor(keys: readonly string[] = []) {
    this.#columns = new Map(keys.map((key) => [key, emptyColumn()]));
  }

  /** The number of rows so far. */
  get count(): number {
    return this.#count;
  }

  /** Adds a row. If reading its values throws, the table is as it was. */
  add(row: Row): void {
    const prototype: unknown = Object.getPrototypeOf(row);
    const inheritsNothing = prototype === Object.prototype || prototype === null;
    if (!(inheritsNothing && this.addAlike(row))) this.#addOther(row);
  }

  /**
   * Adds a row whose keys are those of the row before, in the same order. Any other row is not
   * added, and the answer is false. The row inherits nothing enumerable, as no object literal does.
   *
   * Neither keys nor values are listed for that, which makes it several times as fast as
   * {@link TableBuilder.add}.
   *
   * @example
   * ```ts
   * const rows = new TableBuilder();
   * rows.add({ a: 1, b: 2 });
   * rows.addAlike({ a: 3, b: 4 }); // => true
   * rows.addAlike({ a: 5 }); // => false
   * rows.build(); // => { a: [1, 3], b: [2, 4] }
   * ```
   */
  addAlike(row: Row): boolean {
    const expected = this.#expected;
    let place = 0;
    for (const key in row) {
      if (key !== expected[place]) return false;
      // What is left behind here by a row that is not added is beyond the count, and is cut off.
      put(this.#places[place++]!, this.#count, row[key]);
    }
    if (place !== expected.length) return false;
    this.#count++;
    return true;
  }

  /** The rows so far. */
  build(): Table {
    const table = emptyTable<unknown[]>();
    this.#evenOut();
    for (const [key, column] of this.#columns) table[key] = withoutGaps(column);
    return table;
  }

  #addOther(row: Row): void {
    const entries = Object.entries(row);
    this.#evenOut();
    this.#expected = entries.map(([key]) => key);
    this.#places = this.#expected.map((key) => this.#columnOf(key));
    entries.forEach(([, value], i) => put(this.#places[i]!, this.#count, value));
    this.#count++;
  }

  #columnOf(key: string): unknown[] {
    let column = this.#columns.get(key);
    if (column === undefined) {
      this.#columns.set(key, (column = emptyColumn()));
      setLength(column, this.#count);
    }
    return column;
  }

  /** Columns that the last rows did not have are short until now. */
  #evenOut(): void {
    for (const column of this.#columns.values()) setLength(column, this.#count);
  }
}

/** Not a literal: of these, V8 remembers what the last one held, and prepares the next for the same. */
function emptyColumn(): unknown[] {
  return Array.of();
}

/** Numbers are put elsewhere than other values, so that V8 keeps columns of numbers as doubles. */
function put(column: unknown[], index: number, value: unknown): void {
  if (typeof value === 'number') column[index] = value;
  else column[index] = value;
}

function setLength(column: unknown[], length: number): void {
  if (column.length > length) column.length = length;
  while (column.length < length) column.push(undefined);
}

function withoutGaps(column: unknown[]): unknown[] {
  if (!column.includes(undefined)) return column;
  const missing = missingValue(column.filter((value) => value !== undefined));
  return column.map((value) => (value === undefined ? missing : value));
}
