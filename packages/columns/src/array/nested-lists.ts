import { sizeOf } from './nd-array.ts';

/**
 * Returns elements in row-major order as lists, one in the other, an axis a level. The shape has at
 * least one axis; with one, the elements themselves are returned.
 *
 * @example
 * ```ts
 * nestedLists([2, 2], ['a', 'b', 'c', 'd']); // => [['a', 'b'], ['c', 'd']]
 * ```
 */
export function nestedLists(
  shape: readonly number[],
  elements: readonly unknown[],
): readonly unknown[] {
  let lists: readonly unknown[] = elements;
  for (let axis = shape.length - 1; axis > 0; axis--) {
    const length = shape[axis]!;
    const count = sizeOf(shape.slice(0, axis));
    const inner = lists;
    lists = Array.from({ length: count }, (_, i) => inner.slice(i * length, (i + 1) * length));
  }
  return lists;
}
