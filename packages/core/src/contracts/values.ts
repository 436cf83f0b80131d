import type { Scalar } from './scalar.ts';

/** The typed arrays that hold the elements of an n-d array. */
export type NumericArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/**
 * An array of n dimensions: elements in row-major order and the length of each axis.
 *
 * The product of `shape` is the length of `data`; a shape of `[]` is a single number.
 */
export interface NdArray {
  /** Length of each axis, the slowest first. */
  readonly shape: readonly number[];
  /** The elements; the last axis varies fastest. */
  readonly data: NumericArray;
}

/**
 * A value of a parameter or of a result.
 *
 * A `Uint8Array` is a string of bytes; every other typed array is a vector of numbers.
 */
export type Value =
  | number
  | Scalar
  | bigint
  | string
  | boolean
  | null
  | Date
  | NumericArray
  | NdArray
  | readonly Value[]
  | { readonly [key: string]: Value };

/** One assignment of values to keys: `{ radius: 0.5, trial: 3 }`. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The values of one key over all rows: an array, a typed array, or an n-d array whose first axis
 * is the row.
 */
export interface Column<T = unknown> extends Iterable<T> {
  readonly length: number;
  /** The value of row `index`, or undefined beyond the end; negative indices count from the end. */
  at(index: number): T | undefined;
}

/** Columns of equal length by key. */
export type Table = Readonly<Record<string, Column>>;
