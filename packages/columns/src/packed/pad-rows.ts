/**
 * Copies rows of the shape `from` to the beginning of each axis of larger rows of the shape `to`. Both
 * lists have the elements of all rows in row-major order.
 *
 * @example
 * ```ts
 * const target = [0, 0, 0, 0, 0, 0];
 * padRows([1, 2, 3, 4], [2], target, [3]);
 * target; // => [1, 2, 0, 3, 4, 0]
 * ```
 */
export function padRows<T>(
  source: ArrayLike<T>,
  from: readonly number[],
  target: { [index: number]: T },
  to: readonly number[],
): void {
  const line = from.at(-1)!;
  if (line === 0) return;
  for (let at = 0; at < source.length; at += line) {
    const place = placeIn(at / line, from, to);
    for (let i = 0; i < line; i++) target[place + i] = source[at + i]!;
  }
}

/** Returns where the line with this number begins in the larger rows. */
function placeIn(line: number, from: readonly number[], to: readonly number[]): number {
  let place = 0;
  let step = to.at(-1)!;
  let rest = line;
  for (let axis = from.length - 2; axis >= 0; axis--) {
    place += (rest % from[axis]!) * step;
    rest = Math.floor(rest / from[axis]!);
    step *= to[axis]!;
  }
  return place + rest * step;
}
