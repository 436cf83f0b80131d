import type { Row, Table } from '@psyrun/core';
import { missingValue } from '../column/missing-value.ts';
import { emptyTable } from './empty-table.ts';
import { isTooSparse, tooSparse } from './sparse-table-error.ts';

/**
 * Collects rows as columns; no row has to be kept in memory.
 *
 * The columns come in the order of `keys`. Further keys follow in the order in which they first
 * appear. If a row lacks a key, or its value is undefined, the column gets NaN if every other value
 * is a number, and null otherwise. The table has no prototype, so every key is safe, `__proto__`
 * too.
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
  /** The keys of the previous row, with their columns. The next row usually has the same keys. */
  #expected: readonly string[] = [];
  #places: readonly unknown[][] = [];
  #count = 0;
  /** Number of values that rows lack. */
  #missing = 0;

  constructor(keys: readonly string[] = []) {
    this.#columns = new Map(keys.map((key) => [key, emptyColumn()]));
  }

  /** The number of rows so far. */
  get count(): number {
    return this.#count;
  }

  /**
   * Adds a row. If reading its values throws, the table does not change. Throws `PSYRUN_TABLE_SPARSE` as
   * {@link TableBuilder.build} does.
   */
  add(row: Row): void {
    const prototype: unknown = Object.getPrototypeOf(row);
    const inheritsNothing = prototype === Object.prototype || prototype === null;
    if (!(inheritsNothing && this.addAlike(row))) this.#addOther(row);
  }

  /**
   * Adds a row whose keys are those of the previous row, in the same order, and returns true. Adds
   * no other row and returns false. The row must inherit nothing enumerable; object literals do
   * not.
   *
   * This is several times as fast as {@link TableBuilder.add}, because it lists neither keys nor
   * values.
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
      // If the row is not added, values that it left behind are beyond the count; they are cut off.
      put(this.#places[place++]!, this.#count, row[key]);
    }
    if (place !== expected.length) return false;
    this.#count++;
    return true;
  }

  /**
   * Returns the rows as a table. With `missing`, that tells the value of a key for the rows that lack it,
   * whatever the other values are.
   *
   * Throws `PSYRUN_TABLE_SPARSE` for more than 1,000 columns with more than 2^23 missing values.
   */
  build(missing?: (key: string) => number | null): Table {
    const table = emptyTable<unknown[]>();
    this.#evenOut();
    for (const [key, column] of this.#columns) {
      table[key] = withoutGaps(column, missing && (() => missing(key)));
    }
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
      this.#setLength(column);
    }
    return column;
  }

  /** Columns that the last rows did not have are too short until now. */
  #evenOut(): void {
    for (const column of this.#columns.values()) this.#setLength(column);
  }

  #setLength(column: unknown[]): void {
    const length = this.#count;
    if (column.length > length) column.length = length;
    if (column.length === length) return;
    this.#missing += length - column.length;
    if (isTooSparse(this.#columns.size, this.#missing)) throw tooSparse(length, this.#columns.size);
    while (column.length < length) column.push(undefined);
  }
}

/**
 * This is no array literal: V8 remembers the values of the last array that a literal made, and
 * prepares the next one for them.
 */
function emptyColumn(): unknown[] {
  return Array.of();
}

/** Numbers are added in a place of their own, so that V8 keeps columns of numbers as doubles. */
function put(column: unknown[], index: number, value: unknown): void {
  if (typeof value === 'number') column[index] = value;
  else column[index] = value;
}

function withoutGaps(column: unknown[], given: (() => number | null) | undefined): unknown[] {
  if (!column.includes(undefined)) return column;
  const missing = given ? given() : missingValue(column.filter((value) => value !== undefined));
  return column.map((value) => (value === undefined ? missing : value));
}
