import type { Complex } from '../array/complex.ts';

/**
 * Returns the real and the imaginary part of each number. A missing number has NaN as real part.
 *
 * @example
 * ```ts
 * complexPairs([{ re: 1, im: 2 }, 3]); // => Float64Array.of(1, 2, 3, 0)
 * ```
 */
export function complexPairs(numbers: Iterable<Complex | number | null | undefined>): Float64Array {
  const pairs: number[] = [];
  for (const value of numbers) {
    if (typeof value === 'object' && value) pairs.push(value.re, value.im);
    else pairs.push(value ?? NaN, 0);
  }
  return Float64Array.from(pairs);
}
