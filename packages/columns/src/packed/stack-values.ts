import type { NdArray } from '@psyrun/core';
import { asNdArray, isNumberList } from '../array/as-nd-array.ts';
import { int64Of } from '../array/int64-words.ts';
import { NdColumn } from '../column/nd-column.ts';
import { stackRows } from '../table/stack-rows.ts';

/**
 * Stacks n-d values as {@link stackRows} does, and takes lists as columns of scalars are taken: if
 * all numbers in all lists are integers, they are int64. Typed arrays keep their dtype.
 *
 * @example
 * ```ts
 * stackValues([[1, 2], [3, 4]]).data; // => BigInt64Array.of(1n, 2n, 3n, 4n)
 * stackValues([[0.5, 2]]).data; // => Float64Array.of(0.5, 2)
 * stackValues([Float64Array.of(1, 2)]).data; // => Float64Array.of(1, 2)
 * ```
 */
export function stackValues(values: Iterable<unknown>): NdColumn {
  const rows = Array.from(values);
  if (!rows.every((row) => Array.isArray(row))) return stackRows(rows);
  const stacked = stackRows(rows.every(isNumberList) ? rows : withBigints(rows));
  const { shape, data } = stacked;
  const isWhole = data instanceof Float64Array && data.length > 0 && data.every(isInteger);
  return isWhole ? new NdColumn(shape, int64Of(data, data.length)) : stacked;
}

function isInteger(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

/** Where some lists hold bigints, those that hold integers get the same type. */
function withBigints(lists: readonly unknown[]): readonly unknown[] {
  const arrays = lists.map(asNdArray);
  const unsigned = arrays.some((array) => array?.data instanceof BigUint64Array);
  if (!unsigned && !arrays.some((array) => array?.data instanceof BigInt64Array)) return lists;
  return arrays.map((array, row) => array && (integers(array, unsigned) ?? lists[row]));
}

function integers({ shape, data }: NdArray, unsigned: boolean): NdArray | undefined {
  const elements = Array.from<number | bigint>(data);
  if (!elements.every((value) => typeof value === 'bigint' || isInteger(value))) return undefined;
  if (!unsigned) return { shape, data: BigInt64Array.from(elements, BigInt) };
  if (elements.some((value) => value < 0)) return undefined;
  return { shape, data: BigUint64Array.from(elements, BigInt) };
}
