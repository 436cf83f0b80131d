import type { Column } from '@psyrun/core';
import { isComplex } from '../array/complex.ts';

/** The values behind the end of a shorter list. */
const PADDING = { string: '', complex: { re: NaN, im: 0 } };

/**
 * Returns lists of strings, or of complex numbers, with one shape: shorter ones end with empty strings, or
 * with NaN, as shorter lists of numbers do. Returns the column itself if it holds anything else.
 *
 * @example
 * ```ts
 * paddedLists([['a', 'b'], ['c']]); // => [['a', 'b'], ['c', '']]
 * paddedLists([['a'], 'b']); // => [['a'], 'b']
 * ```
 */
export function paddedLists(column: Column): Column {
  const lists = Array.from(column);
  const shapes = new Shapes();
  let shape: readonly number[] | undefined;
  for (const list of lists) {
    const own = shapes.of(list, 0);
    if (own === undefined || own.length === 0) return column;
    if (shape !== undefined && shape.length !== own.length) return column;
    shape = shape === undefined ? own : larger(shape, own);
  }
  const padding = shape && paddingFor(lists);
  return padding === undefined ? column : lists.map((list) => padded(list, shape!, padding));
}

/** The maximum number of axes, and of lists: one list may occur in another many times, also in itself. */
const MOST_AXES = 64;
const MOST_LISTS = 2 ** 20;

class Shapes {
  #lists = 0;

  /** Returns the lengths of nested lists; undefined if lists beside each other differ in shape. */
  of(value: unknown, depth: number): readonly number[] | undefined {
    if (!Array.isArray(value)) return [];
    if (depth === MOST_AXES || this.#lists++ > MOST_LISTS) return undefined;
    const first = value.length > 0 ? this.of(value[0], depth + 1) : [];
    const isEven = value.every(
      (item, i) => i === 0 || this.of(item, depth + 1)?.join() === first?.join(),
    );
    return first && isEven ? [value.length, ...first] : undefined;
  }
}

function larger(a: readonly number[], b: readonly number[]): number[] {
  return a.map((length, axis) => Math.max(length, b[axis]!));
}

function paddingFor(lists: readonly unknown[]): unknown {
  const items = lists.flat(Infinity);
  if (items.every((item) => typeof item === 'string')) return PADDING.string;
  const isNumeric = items.every((item) => typeof item === 'number' || isComplex(item));
  return isNumeric && items.some(isComplex) ? PADDING.complex : undefined;
}

function padded(value: unknown, shape: readonly number[], padding: unknown): unknown {
  const [length, ...inner] = shape;
  if (length === undefined) return value === undefined ? padding : value;
  const list = (value ?? []) as readonly unknown[];
  return Array.from({ length }, (_, i) => padded(list[i], inner, padding));
}
