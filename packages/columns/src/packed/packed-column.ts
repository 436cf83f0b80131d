import type { NumericArray } from '@psyrun/core';

/**
 * A column as one n-d array of elements of one size, which is how binary formats hold it. The
 * first axis of `shape` is the row; elements are in row-major order.
 *
 * - `number`: the dtype is that of `data`;
 * - `boolean`: one byte for each, 0 or 1;
 * - `complex`: twice as many floats as elements, each real part before its imaginary part;
 * - `string`: the strings themselves, since formats differ in how they encode them.
 */
export type PackedColumn =
  | { readonly kind: 'number'; readonly shape: readonly number[]; readonly data: NumericArray }
  | { readonly kind: 'boolean'; readonly shape: readonly number[]; readonly data: Uint8Array }
  | { readonly kind: 'complex'; readonly shape: readonly number[]; readonly data: Float64Array }
  | {
      readonly kind: 'string';
      readonly shape: readonly number[];
      readonly data: readonly string[];
    };

/**
 * A column that was read: packed, or of values that files of other programs hold and psyrun does not
 * write to them, such as bytes and dates.
 */
export type ReadColumn =
  | PackedColumn
  | {
      readonly kind: 'value';
      readonly shape: readonly number[];
      /** One value for each element. */
      readonly data: readonly unknown[];
    };
