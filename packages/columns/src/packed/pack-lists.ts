import type { Column } from '@psyrun/core';
import { isComplex, type Complex } from '../array/complex.ts';
import { sizeOf } from '../array/nd-array.ts';
import type { PackedColumn } from './packed-column.ts';
import { complexPairs } from './complex-pairs.ts';
import { paddedLists } from './padded-lists.ts';

/** The maximum number of axes in NumPy. */
const MOST_AXES = 64;
/** The maximum number of elements. One list may occur in another many times, also in itself. */
const MOST_ELEMENTS = 2 ** 26;

/** Lists that cannot be packed: the row that differs, and what about it. */
export interface NotPacked {
  readonly row: number;
  /** The rest of the sentence "Row 3 …". */
  readonly what: string;
}

/**
 * Packs nested lists of strings, of booleans, or of complex numbers, if all rows have the same shape.
 * Lists of strings and of complex numbers are given one shape first.
 *
 * @example
 * ```ts
 * const packed = packLists([['a', 'b'], ['c', 'd']]);
 * packed; // => { kind: 'string', shape: [2, 2], data: ['a', 'b', 'c', 'd'] }
 * packLists([['a'], ['b', 'c']]); // => { kind: 'string', shape: [2, 2], data: ['a', '', 'b', 'c'] }
 * packLists([[true], []]); // => { row: 1, what: 'has shape [0], and row 0 has [1]' }
 * ```
 */
export function packLists(given: Column): PackedColumn | NotPacked {
  const column = paddedLists(given);
  const rowShape = shapeOf(column.at(0));
  if (rowShape.length === MOST_AXES || sizeOf(rowShape) * column.length > MOST_ELEMENTS) {
    return { row: 0, what: 'has lists in lists that are too deep or too many' };
  }
  const elements: unknown[] = [];
  let row = 0;
  for (const value of column) {
    if (!collect(value, rowShape, 0, elements)) return { row, what: difference(value, rowShape) };
    row++;
  }
  const shape = [column.length, ...rowShape];
  const kind = classOf(elements[0]);
  const other = elements.findIndex((item) => kind === undefined || classOf(item) !== kind);
  if (other >= 0) {
    return { row: Math.floor((other * column.length) / elements.length), what: OTHER_KINDS };
  }
  if (kind === 'string') return { kind, shape, data: elements as string[] };
  if (kind === 'boolean') return { kind, shape, data: Uint8Array.from(elements, Number) };
  return { kind: 'complex', shape, data: complexPairs(elements as (Complex | number)[]) };
}

const OTHER_KINDS = 'has a list with values of several kinds, or of a kind that this format lacks';

/** The kind of an element that lists may hold; undefined for any other. */
function classOf(element: unknown): 'string' | 'boolean' | 'complex' | undefined {
  if (typeof element === 'string') return 'string';
  if (typeof element === 'boolean') return 'boolean';
  return typeof element === 'number' || isComplex(element) ? 'complex' : undefined;
}

function shapeOf(value: unknown): number[] {
  const shape: number[] = [];
  for (let item = value; Array.isArray(item) && shape.length < MOST_AXES; item = item[0]) {
    shape.push(item.length);
  }
  return shape;
}

/** Adds the elements of a list in row-major order. Returns true if it has the rest of the shape. */
function collect(
  item: unknown,
  shape: readonly number[],
  axis: number,
  elements: unknown[],
): boolean {
  if (axis === shape.length) {
    elements.push(item);
    return !Array.isArray(item);
  }
  if (!Array.isArray(item) || item.length !== shape[axis]) return false;
  return item.every((inner) => collect(inner, shape, axis + 1, elements));
}

function difference(value: unknown, rowShape: readonly number[]): string {
  const shape = shapeOf(value);
  if (shape.join() === rowShape.join()) return 'holds lists of different lengths';
  return `has shape [${shape.join(', ')}], and row 0 has [${rowShape.join(', ')}]`;
}
