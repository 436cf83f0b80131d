import type { Box } from '../library/h5-dataset.ts';

/**
 * Divides neighbouring elements of an n-d array, in row-major order, into boxes that follow each other.
 *
 * @example
 * ```ts
 * [...boxesOf([2, 3], 1, 4)].map(({ offset, count }) => [offset, count]);
 * // => [[[0, 1], [1, 2]], [[1, 0], [1, 2]]]
 * ```
 */
export function* boxesOf(shape: readonly number[], from: number, count: number): Generator<Box> {
  let [at, left] = [from, count];
  while (left > 0) {
    // The block of whole inner axes that begins here is as large as possible.
    let [axis, block] = [shape.length - 1, 1];
    while (axis > 0 && at % (block * shape[axis]!) === 0 && left >= block * shape[axis]!) {
      block *= shape[axis--]!;
    }
    const offset = positionOf(shape, at);
    const blocks = Math.min(Math.floor(left / block), shape[axis]! - offset[axis]!);
    yield {
      offset,
      count: shape.map((length, i) => (i < axis ? 1 : i === axis ? blocks : length)),
    };
    at += blocks * block;
    left -= blocks * block;
  }
}

function positionOf(shape: readonly number[], index: number): number[] {
  let rest = index;
  return shape.map((_, axis) => {
    const block = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
    const at = Math.floor(rest / block);
    rest -= at * block;
    return at;
  });
}
