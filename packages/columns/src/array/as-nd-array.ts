import type { NdArray, NumericArray } from '@psyrun/core';
import { beginsWithNumber } from '../packed/begins-with-number.ts';
import { isBytes } from './brands.ts';
import { ndArray, sizeOf } from './nd-array.ts';

/**
 * Returns the value as an n-d array, or undefined if it is not one.
 *
 * N-d arrays are numbers, typed arrays, objects of `shape` and `data`, and nested lists of numbers
 * with equal lengths. Numbers become float64. Bigints, also among integers, become int64, or uint64
 * if one is too large.
 * A `Uint8Array` is a string of bytes, not an n-d array. A list of lists with unequal lengths is
 * not one either, nor is a list with more axes than NumPy allows, such as a list that contains
 * itself.
 *
 * Throws `PSYRUN_ARGUMENT` for a shape that does not fit the data.
 *
 * @example
 * ```ts
 * asNdArray([[1, 2], [3, 4]])?.shape; // => [2, 2]
 * asNdArray([[1, 2], [3]]); // => undefined
 * ```
 */
export function asNdArray(value: unknown): NdArray | undefined {
  if (typeof value === 'number') return { shape: [], data: Float64Array.of(value) };
  if (typeof value === 'bigint') return fromElements([], [value]);
  if (Array.isArray(value)) return fromList(value);
  if (ArrayBuffer.isView(value)) return fromView(value);
  return isNdArray(value) ? ndArray(value.shape, value.data) : undefined;
}

/** True if the value is an object of `shape` and `data` and nothing else, whatever its class. */
export function isNdArray(value: unknown): value is NdArray {
  return (
    typeof value === 'object' &&
    value !== null &&
    'shape' in value &&
    'data' in value &&
    Array.isArray(value.shape) &&
    ArrayBuffer.isView(value.data) &&
    !(value.data instanceof DataView) &&
    Object.keys(value).length === 2
  );
}

function fromView(view: ArrayBufferView): NdArray | undefined {
  if (isBytes(view) || view instanceof DataView) return undefined;
  const data = view as NumericArray;
  return { shape: [data.length], data };
}

/** The maximum number of axes in NumPy. */
const MOST_AXES = 64;
/** The maximum number of elements of a nested list. One list may occur in it many times. */
const MOST_ELEMENTS = 2 ** 32;

function fromList(list: readonly unknown[]): NdArray | undefined {
  // These are by far the most frequent, and the quickest to recognise.
  if (isNumberList(list)) return { shape: [list.length], data: new Float64Array(list) };
  const shape: number[] = [];
  for (let item: unknown = list; Array.isArray(item); item = item[0]) {
    if (shape.length === MOST_AXES) return undefined;
    shape.push(item.length);
  }
  if (sizeOf(shape) > MOST_ELEMENTS) return undefined;
  const elements: (number | bigint)[] = [];
  return collect(list, shape, 0, elements) ? fromElements(shape, elements) : undefined;
}

/** True if the value is a list of numbers only. */
export function isNumberList(value: unknown): value is readonly number[] {
  if (!Array.isArray(value)) return false;
  if (!beginsWithNumber(value)) return value.length === 0;
  // This is several times as fast as iterating, and there may be millions of short lists.
  for (let i = 0; i < value.length; i++) if (typeof value[i] !== 'number') return false;
  return true;
}

/** Adds the elements of `item` in row-major order. Returns true if it has the rest of the shape. */
function collect(
  item: unknown,
  shape: readonly number[],
  axis: number,
  elements: (number | bigint)[],
): boolean {
  if (axis === shape.length) {
    if (typeof item !== 'number' && typeof item !== 'bigint') return false;
    elements.push(item);
    return true;
  }
  return (
    Array.isArray(item) &&
    item.length === shape[axis] &&
    item.every((inner) => collect(inner, shape, axis + 1, elements))
  );
}

function fromElements(shape: number[], elements: (number | bigint)[]): NdArray | undefined {
  if (sizeOf(shape) !== elements.length) return undefined;
  if (elements.every((element) => typeof element === 'number')) {
    return { shape, data: Float64Array.from(elements) };
  }
  if (!elements.every(isWhole)) return undefined;
  const integers = elements.map(BigInt);
  const Type = [BigInt64Array, BigUint64Array].find((Candidate) =>
    Candidate.from(integers).every((element, i) => element === integers[i]),
  );
  return Type && { shape, data: Type.from(integers) };
}

function isWhole(element: number | bigint): boolean {
  return typeof element === 'bigint' || Number.isSafeInteger(element);
}
