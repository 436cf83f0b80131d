import { Scalar } from '@psyrun/core';
import { ARRAY_OF_DTYPE, type Dtype } from './dtype.ts';

/**
 * Returns a value as a typed number; undefined if there is no such type, or if it cannot hold the
 * value exactly.
 *
 * @example
 * ```ts
 * asScalar('float32', 0.5)?.value; // => 0.5
 * asScalar('int8', 128); // => undefined
 * ```
 */
export function asScalar(dtype: string, value: unknown): Scalar | undefined {
  if (!Object.hasOwn(ARRAY_OF_DTYPE, dtype)) return undefined;
  const type = dtype as Dtype;
  if (type === 'int64' || type === 'uint64') return asScalar64(type, value);
  if (typeof value !== 'number') return undefined;
  return Object.is(ARRAY_OF_DTYPE[type].of(value)[0], value) ? new Scalar(type, value) : undefined;
}

function asScalar64(dtype: 'int64' | 'uint64', value: unknown): Scalar | undefined {
  if (typeof value !== 'bigint' && !Number.isSafeInteger(value)) return undefined;
  const integer = BigInt(value as number | bigint);
  const isHeld = ARRAY_OF_DTYPE[dtype].of(integer)[0] === integer;
  return isHeld ? new Scalar(dtype, value as number | bigint) : undefined;
}
