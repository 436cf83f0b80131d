import {
  canonicalValue,
  isPickled,
  isPlainObject,
  isScalar,
  type NumericArray,
} from '@psyrun/core';
import { isNdArray } from '../array/as-nd-array.ts';
import { arrayBytes, arrayKind } from './array-bytes.ts';
import type { TaggedValue } from './tagged-value.ts';

/**
 * Returns a value of a row as data for JSON, without loss; see {@link TaggedValue}. `put` says where
 * the bytes of arrays are: it may return them in base64.
 *
 * Throws `PSYRUN_VALUE` for values that a row cannot hold.
 *
 * @example
 * ```ts
 * tagValue([1, NaN, 2n], () => ({})); // => [1, { $: 'number', v: 'NaN' }, { $: 'bigint', v: '2' }]
 * ```
 */
export function tagValue<Bytes>(
  value: unknown,
  put: (bytes: Uint8Array) => Bytes,
): TaggedValue<Bytes> {
  switch (typeof value) {
    case 'number':
      return tagNumber(value);
    case 'bigint':
      return { $: 'bigint', v: value.toString() };
    case 'object':
      return value === null ? null : tagObject(value, put);
    case 'string':
    case 'boolean':
      return value;
    default:
      return refuseForeign(value);
  }
}

function tagNumber(value: number): TaggedValue<never> {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const v = Object.is(value, -0) ? '-0' : (String(value) as 'NaN' | 'Infinity' | '-Infinity');
  return { $: 'number', v };
}

function tagObject<Bytes>(value: object, put: (bytes: Uint8Array) => Bytes): TaggedValue<Bytes> {
  const tagArray = (array: NumericArray) => ({ $: arrayKind(array), ...put(arrayBytes(array)) });
  if (Array.isArray(value)) return value.map((item) => tagValue(item, put));
  if (value instanceof Date) return { $: 'date', v: value.getTime() };
  if (value instanceof Uint8Array) return { $: 'bytes', ...put(value) };
  if (ArrayBuffer.isView(value)) return tagArray(value as NumericArray);
  if (isNdArray(value)) {
    return { $: 'ndarray', shape: [...value.shape], data: tagArray(value.data) };
  }
  if (isScalar(value)) return { $: 'scalar', dtype: value.dtype, v: tagValue(value.value, put) };
  if (isPickled(value)) return tagValue(value.value, put);
  if (!isPlainObject(value)) return refuseForeign(value);
  const entries = Object.entries(value).map(([key, item]) => [key, tagValue(item, put)] as const);
  return { $: 'object', v: entries };
}

/** The values of a table are not checked before they are used: a row may not hold some of them. */
function refuseForeign(value: unknown): never {
  canonicalValue(value);
  throw new TypeError('A value with a canonical form has no tagged form.');
}
