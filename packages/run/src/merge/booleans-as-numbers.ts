import { emptyTable, numberDtype } from '@psyrun/columns/internal';
import { isScalar, Scalar, type Store, type Table } from '@psyrun/core';

/**
 * Returns a table whose booleans beside numbers are numbers, as NumPy makes them, for a store of arrays. A
 * store that holds mixed columns gets the table itself.
 *
 * @example
 * ```ts
 * const arrays = { values: [] } as never;
 * booleansAsNumbers({ capabilities: arrays }, { x: [true, 2.5] }).x!.length; // => 2
 * ```
 */
export function booleansAsNumbers(
  { capabilities }: Pick<Store, 'capabilities'>,
  table: Table,
): Table {
  if (capabilities.values.includes('mixed')) return table;
  const result = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    const isMixed = Array.isArray(column) && column.some(isBoolean) && column.some(isNumber);
    result[key] = isMixed ? inNumbers(column) : column;
  }
  return result;
}

function inNumbers(column: readonly unknown[]): unknown[] {
  const dtype = numberDtype(column)!;
  return column.map((value) => (isBoolean(value) ? new Scalar(dtype, Number(value)) : value));
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || isScalar(value);
}
