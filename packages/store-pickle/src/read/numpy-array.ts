import { ndArray } from '@psyrun/columns';
import { ARRAY_OF_TYPESTR, nestedLists, sizeOf } from '@psyrun/columns/internal';
import type { NumericArray } from '@psyrun/core';
import type { Machine } from './machine.ts';
import { NumpyDtype } from './numpy-dtype.ts';
import { elementReader } from './numpy-elements.ts';
import type { Stateful } from './stateful.ts';

/** There is no typed array of half-precision floats: they are read as floats of four bytes. */
const NUMERIC = { ...ARRAY_OF_TYPESTR, f2: Float32Array } as const;

const MOST_EMPTY = 2 ** 16;

interface Content {
  readonly dtype: NumpyDtype;
  readonly shape: readonly number[];
  readonly columnMajor: boolean;
  /** The elements of an array of objects, or the bytes of any other array. */
  readonly data: Uint8Array | readonly unknown[];
  readonly machine: Machine;
}

/**
 * An array of NumPy while it is read. Its value is
 *
 * - of numbers: a typed array if it has one axis, else an n-d array (of `uint8` always, because a
 *   `Uint8Array` is a string of bytes); half-precision floats become single ones;
 * - of anything else (booleans, strings, complex numbers, dates, objects): lists, nested by axis.
 */
export class NumpyArray implements Stateful {
  #content: Content | undefined;

  /** `(version, shape, dtype, column-major, data)`, as NumPy's `ndarray.__reduce__` returns it. */
  setState(state: unknown, machine: Machine): void {
    const [, shape, dtype, columnMajor, data] = Array.isArray(state) ? (state as unknown[]) : [];
    this.fill(dtype, shape, data, columnMajor === true, machine);
  }

  fill(type: unknown, shape: unknown, data: unknown, columnMajor: boolean, machine: Machine): this {
    const dtype = typeof type === 'string' ? new NumpyDtype(type, machine) : type;
    if (!(dtype instanceof NumpyDtype)) machine.fail('an array has no element type');
    if (!isShape(shape)) machine.fail('an array has no shape');
    const bytes = typeof data === 'string' ? new Uint8Array(Buffer.from(data, 'latin1')) : data;
    const isData = dtype.letter === 'O' ? Array.isArray(bytes) : bytes instanceof Uint8Array;
    if (!isData) machine.fail('an array has no elements');
    const content = bytes as Content['data'];
    const expected = sizeOf(shape) * (dtype.letter === 'O' ? 1 : dtype.size);
    if (content.length !== expected) machine.fail('an array has not as many elements as its shape');
    // Elements of zero bytes, and axes beside an axis of length 0, cost nothing in the file.
    const cells = sizeOf(shape.map((axis) => Math.max(axis, 1)));
    if (cells > Math.max(content.length, MOST_EMPTY)) machine.fail('an empty array is too large');
    // NumPy lists objects in row-major order, whatever order the array declares.
    const isColumnMajor = columnMajor && dtype.letter !== 'O';
    this.#content = { dtype, shape, columnMajor: isColumnMajor, data: content, machine };
    return this;
  }

  /** True for an array without an axis around one object; the array then stands for that object. */
  get isWrapper(): boolean {
    return this.#content?.shape.length === 0 && this.#content.dtype.letter === 'O';
  }

  value(): unknown {
    const content = this.#content;
    if (content === undefined) return null;
    const elements = inRowOrder(content, readElements(content));
    if (Array.isArray(elements)) return nested(content.shape, elements);
    const { shape } = content;
    const asVector = shape.length === 1 && !(elements instanceof Uint8Array);
    return asVector ? elements : ndArray(shape, elements);
  }
}

function isShape(shape: unknown): shape is readonly number[] {
  return (
    Array.isArray(shape) &&
    shape.length <= 64 &&
    shape.every((axis) => Number.isSafeInteger(axis) && (axis as number) >= 0)
  );
}

function readElements(content: Content): unknown[] | NumericArray {
  const { dtype, shape, data, machine } = content;
  if (!(data instanceof Uint8Array)) return [...data];
  const size = sizeOf(shape);
  const Type = NUMERIC[`${dtype.letter}${dtype.size}` as keyof typeof NUMERIC];
  if (Type === undefined) {
    const read = elementReader(dtype, data, machine);
    return Array.from({ length: size }, (_, i) => read(i * dtype.size));
  }
  return numericElements(content, data, Type);
}

function numericElements(
  { dtype, shape, machine }: Content,
  data: Uint8Array,
  Type: (typeof NUMERIC)[keyof typeof NUMERIC],
): NumericArray {
  if (dtype.littleEndian && Type.BYTES_PER_ELEMENT === dtype.size) {
    const copy = data.slice();
    return new Type(copy.buffer, 0, sizeOf(shape));
  }
  const target = new Type(sizeOf(shape));
  const wide = target instanceof BigInt64Array || target instanceof BigUint64Array;
  const read = elementReader(dtype, data, machine);
  for (let i = 0; i < target.length; i++) {
    const element = read(i * dtype.size) as number | bigint;
    target[i] = wide ? BigInt(element) : element;
  }
  return target;
}

/** Returns the elements in row-major order, in which the last axis varies fastest. */
function inRowOrder<T extends unknown[] | NumericArray>(
  { columnMajor, shape }: Content,
  elements: T,
): T {
  if (!columnMajor || shape.length < 2) return elements;
  const source = elements.slice() as T;
  const steps = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  for (let i = 0; i < elements.length; i++) {
    let rest = i;
    let at = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * steps[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    elements[i] = source[at];
  }
  return elements;
}

/** Returns lists nested by axis; without an axis, the element. */
function nested(shape: readonly number[], elements: readonly unknown[]): unknown {
  return shape.length === 0 ? elements[0] : nestedLists(shape, elements);
}
