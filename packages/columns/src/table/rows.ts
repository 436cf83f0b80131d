import { PsyrunError, type Column, type Row, type Table } from '@psyrun/core';
import { setOwnValue } from '../column/own-value.ts';

/**
 * Returns the number of rows of a table; 0 if it has no columns.
 *
 * Throws `PSYRUN_ARGUMENT`, naming the key, if columns differ in length, or if a value is not a
 * column.
 *
 * @example
 * ```ts
 * rowCount({ a: [1, 2], b: ['x', 'y'] }); // => 2
 * ```
 */
export function rowCount(table: Table): number {
  if (!isTable(table)) throw noColumn('A table');
  return commonRowCount(new Map(Object.keys(table).map((key) => [key, lengthOf(table, key)])));
}

/** JavaScript callers may pass other values. */
function isTable(table: unknown): boolean {
  return (
    typeof table === 'object' && table !== null && !(table instanceof Map) && !Array.isArray(table)
  );
}

function lengthOf(table: Table, key: string): number {
  const column: Partial<Column> | null = table[key]!;
  if (typeof column?.length !== 'number' || typeof column.at !== 'function') {
    throw noColumn(`Column ${JSON.stringify(key)}`, key);
  }
  return column.length;
}

function noColumn(what: string, key?: string): PsyrunError {
  return new PsyrunError('PSYRUN_ARGUMENT', `${what} is not what it should be.`, {
    hint: 'A table is an object with a list, a typed array or an n-d column for each key.',
    fields: { key },
  });
}

/**
 * Returns the number of rows that all columns have, 0 without columns.
 *
 * Throws `PSYRUN_ARGUMENT`, naming the key, if the numbers differ, as they may in files of other
 * programs.
 *
 * @example
 * ```ts
 * commonRowCount(new Map([['x', 3], ['y', 3]])); // => 3
 * ```
 */
export function commonRowCount(counts: ReadonlyMap<string, number>): number {
  const [[first, count] = ['', 0], ...others] = counts;
  for (const [key, other] of others) {
    if (other === count) continue;
    throw new PsyrunError(
      'PSYRUN_ARGUMENT',
      `Column ${JSON.stringify(key)} has ${other} rows, column ${JSON.stringify(first)} has ${count}.`,
      { hint: 'All columns of a table have the same length.', fields: { key } },
    );
  }
  return count;
}

/**
 * Returns row `index` of a table; negative indices count from the end.
 *
 * Throws `PSYRUN_OUT_OF_RANGE` outside of the table.
 *
 * @example
 * ```ts
 * rowOf({ a: [1, 2], b: ['x', 'y'] }, -1); // => { a: 2, b: 'y' }
 * ```
 */
export function rowOf(table: Table, index: number): Row {
  return assembled(Object.entries(table), rowIndex(index, rowCount(table)));
}

/**
 * Returns the index, counted from the start, of a row of `count` rows; negative indices count from
 * the end.
 *
 * Throws `PSYRUN_OUT_OF_RANGE` outside of the rows.
 *
 * @example
 * ```ts
 * rowIndex(-1, 3); // => 2
 * ```
 */
export function rowIndex(index: number, count: number): number {
  const row = index < 0 ? index + count : index;
  if (Number.isInteger(row) && row >= 0 && row < count) return row;
  throw new PsyrunError('PSYRUN_OUT_OF_RANGE', `There is no row ${index} in ${count} rows.`, {
    ...(count > 0 && {
      hint: `Rows go from 0 to ${count - 1}, or from -${count} to -1 counted from the end.`,
    }),
    fields: { index, length: count },
  });
}

/**
 * Yields the rows of a table, in order.
 *
 * Throws `PSYRUN_ARGUMENT`, naming the key, if columns differ in length.
 *
 * @example
 * ```ts
 * [...rowsOf({ a: [1, 2], b: ['x', 'y'] })]; // => [{ a: 1, b: 'x' }, { a: 2, b: 'y' }]
 * ```
 */
export function* rowsOf(table: Table): Generator<Row, void, undefined> {
  const count = rowCount(table);
  const columns = Object.entries(table);
  for (let row = 0; row < count; row++) yield assembled(columns, row);
}

function assembled(columns: [string, Table[string]][], index: number): Row {
  const row: Record<string, unknown> = {};
  for (const [key, column] of columns) setOwnValue(row, key, column.at(index));
  return row;
}
