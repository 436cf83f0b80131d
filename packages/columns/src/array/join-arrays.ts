import type { NumericArray } from '@psyrun/core';

/**
 * Returns the elements of typed arrays of one type, at least one of them, in one array.
 *
 * @example
 * ```ts
 * joinArrays([Int8Array.of(1), Int8Array.of(2, 3)]); // => Int8Array.of(1, 2, 3)
 * ```
 */
export function joinArrays(parts: readonly NumericArray[]): NumericArray {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const data = new (parts[0]!.constructor as new (length: number) => Float64Array)(length);
  let at = 0;
  for (const part of parts) {
    data.set(part as Float64Array, at);
    at += part.length;
  }
  return data;
}
