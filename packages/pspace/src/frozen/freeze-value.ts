import { isNdArray } from '@psyrun/columns';
import { canonicalValue, isPlainObject, type NumericArray } from '@psyrun/core';
import { arrayBytes, arrayKind } from './array-bytes.ts';
import { toBase64 } from './base64.ts';
import type { FrozenValue } from './format.ts';

/**
 * Returns a value of a row as data for JSON, without loss; see {@link FrozenValue}.
 *
 * Throws `PSYRUN_VALUE` for values that a row cannot hold.
 */
export function freezeValue(value: unknown): FrozenValue {
  switch (typeof value) {
    case 'number':
      return freezeNumber(value);
    case 'bigint':
      return { $: 'bigint', v: value.toString() };
    case 'object':
      return value === null ? null : freezeObject(value);
    case 'string':
    case 'boolean':
      return value;
    default:
      return refuseForeign(value);
  }
}

function freezeNumber(value: number): FrozenValue {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const v = Object.is(value, -0) ? '-0' : (String(value) as 'NaN' | 'Infinity' | '-Infinity');
  return { $: 'number', v };
}

function freezeObject(value: object): FrozenValue {
  if (Array.isArray(value)) return value.map(freezeValue);
  if (value instanceof Date) return { $: 'date', v: value.getTime() };
  if (value instanceof Uint8Array) return { $: 'bytes', v: toBase64(value) };
  if (ArrayBuffer.isView(value)) return freezeArray(value as NumericArray);
  if (isNdArray(value)) {
    return { $: 'ndarray', shape: [...value.shape], data: freezeArray(value.data) };
  }
  if (!isPlainObject(value)) return refuseForeign(value);
  return { $: 'object', v: Object.entries(value).map(([key, item]) => [key, freezeValue(item)]) };
}

/** The values of a table are not checked before they are used: a row may not hold some of them. */
function refuseForeign(value: unknown): never {
  canonicalValue(value);
  throw new TypeError('A value with a canonical form has no frozen form.');
}

function freezeArray(array: NumericArray): FrozenValue {
  return { $: arrayKind(array), v: toBase64(arrayBytes(array)) };
}
