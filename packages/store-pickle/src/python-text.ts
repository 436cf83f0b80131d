import { isComplex, isNdArray } from '@psyrun/columns';
import { isPickled } from '@psyrun/core';
import { NumpyArray } from './read/numpy-array.ts';
import { PythonDict } from './read/python-dict.ts';

/** The maximum number of characters of a string that are shown. */
const LONGEST = 40;

/**
 * Returns a value that was read, as Python writes it, for messages. Only the kind of a container is
 * told.
 *
 * @example
 * ```ts
 * pythonText(null); // => 'None'
 * pythonText(Uint8Array.of(97)); // => "b'a'"
 * pythonText([1, 2]); // => 'a list or tuple'
 * ```
 */
export function pythonText(value: unknown): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
    case 'bigint':
      return String(value);
    case 'string':
      return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
    default:
      return objectText(value);
  }
}

function objectText(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value instanceof Uint8Array) return `b${bytesText(value.subarray(0, LONGEST))}`;
  if (Array.isArray(value)) return 'a list or tuple';
  if (value instanceof Set) return 'a set';
  if (value instanceof Date) return `the time ${value.toISOString()}`;
  if (value instanceof PythonDict) return 'a dict';
  if (isPickled(value)) return pythonText(value.value);
  if (isComplex(value)) return 'a complex number';
  return isNdArray(value) || value instanceof NumpyArray ? 'an array' : 'a dict';
}

function bytesText(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  );
  return `'${text.join('')}'`;
}
