import { lengthOf, type Range } from '@psyrun/pspace/internal';

/** Limits for splitting rows into batches. */
export interface BatchSizes {
  /** Largest number of batches. */
  readonly maxJobs: number;
  /** Smallest number of rows of a batch. */
  readonly minItems: number;
}

/**
 * Returns the number of batches for a number of rows. It is at most `maxJobs`, and all batches but the
 * last have at least `minItems` rows.
 *
 * @example
 * ```ts
 * countBatches(10, { maxJobs: 4, minItems: 4 }); // => 3
 * ```
 */
export function countBatches(rows: number, { maxJobs, minItems }: BatchSizes): number {
  return Math.min(maxJobs, Math.ceil(rows / minItems));
}

/**
 * Splits rows into batches of about the same size, in the order of the space. The size of each batch is
 * `max(minItems, floor(remaining rows / remaining batches))`, or all remaining rows if that is less.
 *
 * @example
 * ```ts
 * splitRanges([[0, 10]], { maxJobs: 4, minItems: 1 });
 * // => [[[0, 2]], [[2, 4]], [[4, 7]], [[7, 10]]]
 * splitRanges([[0, 3], [7, 10]], { maxJobs: 2, minItems: 4 }); // => [[[0, 3], [7, 8]], [[8, 10]]]
 * ```
 */
export function splitRanges(todo: readonly Range[], sizes: BatchSizes): Range[][] {
  let remaining = lengthOf(todo);
  const count = countBatches(remaining, sizes);
  const batches: Range[][] = [];
  const queue = [...todo].reverse();
  for (let left = count; left > 0; left--) {
    const size = Math.min(remaining, Math.max(sizes.minItems, Math.floor(remaining / left)));
    batches.push(take(queue, size));
    remaining -= size;
  }
  return batches;
}

/** Removes the first `count` rows of `queue`. Its ranges are in reverse order. */
function take(queue: Range[], count: number): Range[] {
  const taken: Range[] = [];
  for (let missing = count; missing > 0;) {
    const [start, stop] = queue.pop()!;
    const end = Math.min(stop, start + missing);
    taken.push([start, end]);
    if (end < stop) queue.push([end, stop]);
    missing -= end - start;
  }
  return taken;
}
