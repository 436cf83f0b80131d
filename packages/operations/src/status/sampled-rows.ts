import { lengthOf, type Range } from '@psyrun/pspace/internal';

/** 2^32 divided by the golden ratio: its multiples lie evenly between 0 and 2^32. */
const GOLDEN = 0x9e3779b1;

/**
 * True for about one index of `step`. The chosen ones are not every n-th one: in a product, these could
 * all have the same value of an axis.
 *
 * @example
 * ```ts
 * [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((index) => isSampled(index, 3)); // => [0, 2, 5, 7]
 * ```
 */
export function isSampled(index: number, step: number): boolean {
  return placeOf(index) * step < 1;
}

/**
 * Yields at most `most` indices of ranges, in their order: one of each part of the same length.
 *
 * @example
 * ```ts
 * [...sampledIndices([[0, 2], [10, 14]], 3)]; // => [0, 11, 12]
 * ```
 */
export function* sampledIndices(ranges: readonly Range[], most: number): Generator<number> {
  const step = Math.ceil(lengthOf(ranges) / most);
  let part = 0;
  let before = 0;
  for (const [start, stop] of ranges) {
    const after = before + stop - start;
    for (; ; part++) {
      const place = part * step + Math.floor(placeOf(part) * step);
      if (place >= after) break;
      yield start + place - before;
    }
    before = after;
  }
}

/** Returns a number from 0 to 1 that is about equally often near each number. */
function placeOf(index: number): number {
  return (Math.imul(index, GOLDEN) >>> 0) / 2 ** 32;
}
