import { isNdArray } from '@psyrun/columns';
import { isScalar } from '@psyrun/core';

/**
 * Returns the value itself, or the number in a typed number or in an n-d array without axes: they are
 * one value.
 */
export function withoutType(value: unknown): unknown {
  if (isScalar(value)) return value.value;
  return isNdArray(value) && value.shape.length === 0 ? value.data[0] : value;
}
