import { lineOffset } from '../array/line-offset.ts';

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
    const place = lineOffset(at / line, from, to);
    for (let i = 0; i < line; i++) target[place + i] = source[at + i]!;
  }
}
