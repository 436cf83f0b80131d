import { PsyrunError, type NdArray, type NumericArray } from '@psyrun/core';
import { asNdArray, isNumberList } from '../array/as-nd-array.ts';
import { ARRAY_OF_DTYPE, commonDtype, dtypeOf, type Dtype } from '../array/dtype.ts';
import { lineOffset } from '../array/line-offset.ts';
import { sizeOf } from '../array/nd-array.ts';
import { NdColumn } from '../column/nd-column.ts';

/**
 * Returns n-d values, one for each row, as one column.
 *
 * Values of different shapes are padded with NaN at the end of each axis, up to the largest length.
 * Integers then become float64, and so do values of different element types. Throws `PSYRUN_VALUE`,
 * naming the row, for a value that is not an n-d array, for a different
 * number of axes, and for an integer beyond 2^53 that would have to become a float.
 *
 * @example
 * ```ts
 * const column = stackRows([[1, 2, 3], [4]]);
 * column.shape; // => [2, 3]
 * [...column.data]; // => [1, 2, 3, 4, NaN, NaN]
 * ```
 */
export function stackRows(values: Iterable<unknown>): NdColumn {
  const items: readonly unknown[] = Array.isArray(values) ? values : Array.from(values);
  if (items.length > 0 && items.every(isNumberList)) return stackLists(items);
  const rows = items.map(toNdArray);
  const shape = largestShape(rows);
  const ragged = rows.some((row) => row.shape.some((length, axis) => length !== shape[axis]));
  const dtype = stackedDtype(rows, ragged);
  const data = new ARRAY_OF_DTYPE[dtype](rows.length * sizeOf(shape)) as NumericArray;
  if (ragged) (data as Float64Array).fill(NaN);
  rows.forEach((row, index) => {
    const target = data.subarray(index * sizeOf(shape), (index + 1) * sizeOf(shape));
    copyInto(target, shape, withDtype(row, dtype, index));
  });
  return new NdColumn([rows.length, ...shape], data);
}

/** Does the same without making an array for each row, which would take ten times as long. */
function stackLists(lists: readonly (readonly number[])[]): NdColumn {
  const width = lists.reduce((most, { length }) => Math.max(most, length), 0);
  const data = new Float64Array(lists.length * width);
  let at = 0;
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) data[at + i] = list[i]!;
    if (list.length < width) data.fill(NaN, at + list.length, at + width);
    at += width;
  }
  return new NdColumn([lists.length, width], data);
}

function toNdArray(value: unknown, index: number): NdArray {
  const array = asNdArray(value);
  if (array) return array;
  throw new PsyrunError('PSYRUN_VALUE', `Row ${index} is not an n-d array of numbers.`, {
    hint: 'N-d arrays are numbers, typed arrays, and nested lists of numbers with equal lengths.',
    fields: { row: index },
  });
}

function largestShape(rows: readonly NdArray[]): number[] {
  const shape = [...(rows[0]?.shape ?? [])];
  rows.forEach((row, index) => {
    if (row.shape.length !== shape.length) {
      throw new PsyrunError(
        'PSYRUN_VALUE',
        `Row ${index} has ${row.shape.length} axes, row 0 has ${shape.length}.`,
        { hint: 'All rows of a column need the same number of axes.', fields: { row: index } },
      );
    }
    row.shape.forEach((length, axis) => (shape[axis] = Math.max(shape[axis]!, length)));
  });
  return shape;
}

function stackedDtype(rows: readonly NdArray[], ragged: boolean): Dtype {
  if (rows.length === 0) return 'float64';
  const common = rows.map(({ data }) => dtypeOf(data)).reduce(commonDtype);
  return ragged && common !== 'float32' ? 'float64' : common;
}

/** Returns the row with its elements converted, or the row itself if they have the type already. */
function withDtype(row: NdArray, dtype: Dtype, index: number): NdArray {
  if (dtypeOf(row.data) === dtype) return row;
  const data = Float64Array.from(row.data as Iterable<number | bigint>, (element) => {
    const float = Number(element);
    if (typeof element === 'bigint' && BigInt(float) !== element) {
      throw new PsyrunError(
        'PSYRUN_VALUE',
        `Row ${index} holds ${element}, which cannot become a float exactly.`,
        {
          hint: 'Give all rows the same shape and element type, so that integers stay integers.',
          fields: { row: index },
        },
      );
    }
    return float;
  });
  return { shape: row.shape, data };
}

/** Copies `source` to the start of each axis of the larger `target`, one innermost line at a time. */
function copyInto(target: NumericArray, shape: readonly number[], source: NdArray): void {
  const line = source.shape.at(-1) ?? 1;
  const lines = line === 0 ? 0 : source.data.length / line;
  for (let i = 0; i < lines; i++) {
    const from = source.data.subarray(i * line, (i + 1) * line);
    (target as Float64Array).set(from as Float64Array, lineOffset(i, source.shape, shape));
  }
}
