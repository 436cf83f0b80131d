import { PsyrunError, type Row, type Table } from '@psyrun/core';
import { setOwnValue } from './own-value.ts';

/**
 * The number of rows of a table; 0 if it has no columns.
 *
 * Throws `PSYRUN_ARGUMENT`, naming the key, if the columns are not of equal length.
 *
 * @example
 * ```ts
 * rowCount({ a: [1, 2], b: ['x', 'y'] }); // => 2
 * ```
 */
export function rowCount(table: Table): number {
  const [first, ...others] = Object.keys(table);
  if (first === undefined) return 0;
  const { length } = table[first]!;
  for (const key of others) {
    if (table[key]!.length !== length) throw unequalColumns(table, first, key);
  }
  return length;
}

/**
 * Row `index` of a table; negative indices count from the end.
 *
 * Throws `PSYRUN_OUT_OF_RANGE` outside of the table.
 *
 * @example
 * ```ts
 * rowOf({ a: [1, 2], b: ['x', 'y'] }, -1); // => { a: 2, b: 'y' }
 * ```
 */
export function rowOf(table: Table, index: number): Row {
  const count = rowCount(table);
  const row = index < 0 ? index + count : index;
  if (!(Number.isInteger(row) && row >= 0 && row < count)) {
    throw new PsyrunError('PSYRUN_OUT_OF_RANGE', `There is no row ${index} in ${count} rows.`, {
      hint: `Rows go from 0 to ${count - 1}, or from -${count} to -1 counted from the end.`,
      fields: { index, length: count },
    });
  }
  return assembled(Object.entries(table), row);
}

/**
 * The rows of a table, in order.
 *
 * Throws `PSYRUN_ARGUMENT`, naming the key, if the columns are not of equal length.
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

function unequalColumns(table: Table, first: string, key: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_ARGUMENT',
    `Column ${JSON.stringify(key)} has ${table[key]!.length} rows, column ${JSON.stringify(first)} has ${table[first]!.length}.`,
    { hint: 'All columns of a table have the same length.', fields: { key } },
  );
}
