import { Scalar, type Column, type NumericArray, type Row, type Table } from '@psyrun/core';
import { isNdArray } from '../array/as-nd-array.ts';
import { dtypeOf, type Dtype } from '../array/dtype.ts';
import { rowsOf } from './rows.ts';

/**
 * Yields the rows of a table, as {@link rowsOf} does. The numbers of typed arrays keep their type, so
 * that they can be written once more as they were read.
 *
 * @example
 * ```ts
 * import { float } from '@psyrun/core';
 * [...typedRowsOf({ x: Float64Array.of(1), n: [1] })]; // => [{ x: float(1), n: 1 }]
 * ```
 */
export function* typedRowsOf(table: Table): Generator<Row, void, undefined> {
  const types = Object.entries(table).flatMap(([key, column]) => {
    const dtype = scalarDtype(column);
    return dtype === undefined ? [] : [[key, dtype] as const];
  });
  for (const row of rowsOf(table) as Iterable<Record<string, unknown>>) {
    for (const [key, dtype] of types) row[key] = new Scalar(dtype, row[key] as number);
    yield row;
  }
}

/** Returns the type of a column of numbers that has one. */
function scalarDtype(column: Column): Dtype | undefined {
  if (isNdArray(column)) return column.shape.length === 1 ? dtypeOf(column.data) : undefined;
  return ArrayBuffer.isView(column) ? dtypeOf(column as unknown as NumericArray) : undefined;
}
