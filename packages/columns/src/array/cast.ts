import type { NumericArray } from '@psyrun/core';
import { ARRAY_OF_DTYPE, dtypeOf, type Dtype } from './dtype.ts';

/**
 * Returns numbers as a typed array of a type; the array itself if it has that type.
 *
 * @example
 * ```ts
 * cast(BigInt64Array.of(1n, 2n), 'float64'); // => Float64Array.of(1, 2)
 * ```
 */
export function cast(data: NumericArray, dtype: Dtype): NumericArray {
  if (dtypeOf(data) === dtype) return data;
  const elements = data as Iterable<number | bigint>;
  if (dtype === 'int64' || dtype === 'uint64') {
    return ARRAY_OF_DTYPE[dtype].from(Array.from(elements, BigInt));
  }
  return ARRAY_OF_DTYPE[dtype].from(Array.from(elements, Number));
}
