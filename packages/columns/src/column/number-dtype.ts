import { isScalar, type Column } from '@psyrun/core';
import { promotedDtype, type Dtype } from '../array/dtype.ts';

/**
 * Returns the type that NumPy gives to an array of all numbers of a column, also of those in lists. Of
 * the numbers without a type, integers are int64 and others are float64. Undefined without numbers.
 *
 * @example
 * ```ts
 * import { float } from '@psyrun/core';
 * numberDtype([float(1), 2]); // => 'float64'
 * numberDtype([1, 2]); // => 'int64'
 * ```
 */
export function numberDtype(column: Column): Dtype | undefined {
  let common: Dtype | undefined;
  const add = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(add);
    const dtype = isScalar(value) ? value.dtype : plainDtype(value);
    if (dtype !== undefined) common = common === undefined ? dtype : promotedDtype(common, dtype);
  };
  for (const value of column) add(value);
  return common;
}

function plainDtype(value: unknown): Dtype | undefined {
  if (typeof value === 'bigint') return 'int64';
  if (typeof value !== 'number') return undefined;
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'int64' : 'float64';
}
