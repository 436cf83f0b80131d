/**
 * What stands for the values that a column lacks: NaN if every value that it has is a number, so
 * that numeric columns stay numeric; null otherwise, and if it has no value at all.
 *
 * @example
 * ```ts
 * missingValue([1, 2.5]); // => NaN
 * missingValue([1, 'a']); // => null
 * missingValue([]); // => null
 * ```
 */
export function missingValue(present: Iterable<unknown>): number | null {
  let any = false;
  for (const value of present) {
    if (typeof value !== 'number') return null;
    any = true;
  }
  return any ? NaN : null;
}
