import type { Table } from '@psyrun/core';
import { isNumberList } from '../array/as-nd-array.ts';
import { emptyTable } from './empty-table.ts';

/**
 * Returns a table whose columns of these keys are floats in every store, also if all their numbers are
 * integers. A column that holds anything else than numbers stays as it is.
 *
 * @example
 * ```ts
 * withFloatColumns({ x: [0, 1], n: [0, 1] }, ['x']); // => { x: Float64Array.of(0, 1), n: [0, 1] }
 * ```
 */
export function withFloatColumns(table: Table, keys: readonly string[]): Table {
  const result = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    result[key] = keys.includes(key) && isNumberList(column) ? Float64Array.from(column) : column;
  }
  return result;
}
