import type { NumericArray } from '@psyrun/core';
import { ARRAY_OF_DTYPE, dtypeOf } from '../array/dtype.ts';
import type { ArrayKind } from './tagged-value.ts';

const ARRAYS = { ...ARRAY_OF_DTYPE, uint8clamped: Uint8ClampedArray };
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The name of a typed array class in tagged values. */
export function arrayKind(array: NumericArray): ArrayKind {
  return array instanceof Uint8ClampedArray ? 'uint8clamped' : dtypeOf(array);
}

/** Returns the elements as bytes, little-endian on every machine. */
export function arrayBytes(array: NumericArray): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return LITTLE_ENDIAN ? bytes : swapped(bytes, array.BYTES_PER_ELEMENT);
}

/**
 * Returns the array of these bytes; undefined for an unknown kind or an incomplete element. Bytes that are
 * the whole of their buffer are taken over, others are copied: a copy of a large array takes long.
 */
export function arrayFromBytes(kind: string, bytes: Uint8Array): NumericArray | undefined {
  if (!Object.hasOwn(ARRAYS, kind)) return undefined;
  const ArrayType = ARRAYS[kind as ArrayKind];
  const size = ArrayType.BYTES_PER_ELEMENT;
  if (bytes.length % size !== 0) return undefined;
  const isWhole = bytes.length === bytes.buffer.byteLength;
  const native = LITTLE_ENDIAN ? (isWhole ? bytes : copyOf(bytes)) : swapped(bytes, size);
  return new ArrayType(native.buffer as ArrayBuffer);
}

function swapped(bytes: Uint8Array, size: number): Uint8Array {
  const result = copyOf(bytes);
  for (let i = 0; i < result.length; i += size) result.subarray(i, i + size).reverse();
  return result;
}

/** Returns a copy with a buffer of its own. The `slice` of a `Buffer` would be none. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return Uint8Array.prototype.slice.call(bytes);
}
