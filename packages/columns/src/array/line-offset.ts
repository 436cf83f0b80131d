/**
 * Returns where an innermost line of arrays begins when they are put to the beginning of each axis of larger
 * ones. The lines of all arrays are counted one after the other; so are the elements of the larger ones.
 *
 * @example
 * ```ts
 * lineOffset(3, [2, 2], [3, 5]); // => 20
 * ```
 */
export function lineOffset(
  line: number,
  smaller: readonly number[],
  larger: readonly number[],
): number {
  let offset = 0;
  let stride = larger.at(-1) ?? 1;
  let rest = line;
  for (let axis = smaller.length - 2; axis >= 0; axis--) {
    offset += (rest % smaller[axis]!) * stride;
    rest = Math.floor(rest / smaller[axis]!);
    stride *= larger[axis]!;
  }
  return offset + rest * stride;
}
