import type { Column } from '@psyrun/core';
import type { Complex } from '../array/complex.ts';

/**
 * Returns the real and the imaginary part of each number. A missing number has NaN as real part.
 *
 * @example
 * ```ts
 * complexPairs([{ re: 1, im: 2 }, 3]); // => Float64Array.of(1, 2, 3, 0)
 * ```
 */
export function complexPairs(numbers: Column<Complex | number | null | undefined>): Float64Array {
  const pairs = new Float64Array(2 * numbers.length);
  let at = 0;
  for (const value of numbers) {
    const { re, im } = typeof value === 'object' && value ? value : { re: value ?? NaN, im: 0 };
    pairs[at++] = re;
    pairs[at++] = im;
  }
  return pairs;
}
