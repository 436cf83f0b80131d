import { PsyrunError, type NdArray, type NumericArray } from '@psyrun/core';

/**
 * Returns an n-d array: elements in row-major order and the length of each axis.
 *
 * Throws `PSYRUN_ARGUMENT` if a length is not an integer, or if the product of the lengths is not
 * the number of elements. The elements are not copied.
 *
 * @example
 * ```ts
 * ndArray([2, 3], Float64Array.of(1, 2, 3, 4, 5, 6)).shape; // => [2, 3]
 * ```
 */
export function ndArray(shape: readonly number[], data: NumericArray): NdArray {
  const size = sizeOf(shape);
  if (!shape.every((axis) => Number.isInteger(axis) && axis >= 0) || size !== data.length) {
    throw new PsyrunError(
      'PSYRUN_ARGUMENT',
      `An n-d array of shape [${shape.join(', ')}] cannot have ${data.length} elements.`,
      {
        hint: 'The product of the axis lengths is the number of elements.',
        fields: { shape, elements: data.length },
      },
    );
  }
  return { shape, data };
}

/** Returns the number of elements of a shape: the product of its axis lengths, 1 for `[]`. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1);
}
