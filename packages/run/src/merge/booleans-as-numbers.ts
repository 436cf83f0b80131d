import { Scalar, type ScalarDtype } from '@psyrun/core';

/**
 * Returns a column whose booleans are numbers of a type, as NumPy makes them beside numbers of that type,
 * for a store of arrays.
 *
 * @example
 * ```ts
 * booleansAsNumbers([true, 2.5], 'float64').map(Number); // => [1, 2.5]
 * ```
 */
export function booleansAsNumbers(column: readonly unknown[], dtype: ScalarDtype): unknown[] {
  return column.map((value) =>
    typeof value === 'boolean' ? new Scalar(dtype, Number(value)) : value,
  );
}
