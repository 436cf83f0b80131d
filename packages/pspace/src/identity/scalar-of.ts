import { isNdArray } from '@psyrun/columns';

/** Returns the value itself, or of an n-d array without axes the number in it: they are one value. */
export function scalarOf(value: unknown): unknown {
  return isNdArray(value) && value.shape.length === 0 ? value.data[0] : value;
}
