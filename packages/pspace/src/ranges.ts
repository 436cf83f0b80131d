/** Consecutive row indices: from the first to before the second. */
export type Range = readonly [start: number, stop: number];

/**
 * Ascending indices as ranges.
 *
 * @example
 * ```ts
 * toRanges([0, 1, 2, 7]); // => [[0, 3], [7, 8]]
 * ```
 */
export function toRanges(indices: Iterable<number>): Range[] {
  const ranges: [number, number][] = [];
  for (const index of indices) {
    const last = ranges.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else ranges.push([index, index + 1]);
  }
  return ranges;
}

/** The indices of ranges, in order. */
export function* indicesIn(ranges: readonly Range[]): Generator<number> {
  for (const [start, stop] of ranges) for (let i = start; i < stop; i++) yield i;
}

/** How many indices ranges hold. */
export function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [start, stop]) => sum + stop - start, 0);
}

/**
 * True for a list of ranges in ascending order, none of them empty and no index in two of them.
 *
 * @example
 * ```ts
 * isRanges([[0, 3], [7, 8]]); // => true
 * isRanges([[0, 3], [2, 8]]); // => false
 * isRanges([[3, 0]]); // => false
 * ```
 */
export function isRanges(value: unknown): value is readonly Range[] {
  if (!Array.isArray(value)) return false;
  let end = 0;
  return value.every((range: unknown) => {
    if (!Array.isArray(range) || range.length !== 2) return false;
    const [start, stop] = range as [unknown, unknown];
    if (!Number.isSafeInteger(start) || !Number.isSafeInteger(stop)) return false;
    const fits = (start as number) >= end && (stop as number) > (start as number);
    end = stop as number;
    return fits;
  });
}

/**
 * Returns the indices that two lists of ranges have in common. Both are in ascending order.
 *
 * @example
 * ```ts
 * commonRanges([[0, 5], [7, 9]], [[3, 8]]); // => [[3, 5], [7, 8]]
 * ```
 */
export function commonRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  const common: Range[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const start = Math.max(a[i]![0], b[j]![0]);
    const stop = Math.min(a[i]![1], b[j]![1]);
    if (start < stop) common.push([start, stop]);
    if (a[i]![1] < b[j]![1]) i++;
    else j++;
  }
  return common;
}
