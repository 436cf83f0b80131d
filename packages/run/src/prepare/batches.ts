import { lengthOf, type Range } from '@psyrun/pspace/internal';

/** How rows are split into batches. */
export interface BatchSizes {
  /** Most batches. */
  readonly maxJobs: number;
  /** Fewest rows of a batch. */
  readonly minItems: number;
}

/**
 * The number of batches for a number of rows: at most `maxJobs`, and few enough that all but the
 * last have `minItems` rows.
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
 * Splits rows into batches of about the same size, in the order of the space. Each takes
 * `max(minItems, remaining rows // remaining batches)` of what the ones before it left.
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

/** Removes the first `count` rows of `queue`, which holds its ranges last first. */
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
