import {
  dateOfSteps,
  halfFloat,
  isTimeUnit,
  secondsOfSteps,
  type TimeUnit,
} from '@psyrun/columns/internal';
import { smallest } from '../integers.ts';
import type { Machine } from './machine.ts';
import type { NumpyDtype } from './numpy-dtype.ts';

/** Reads the element at a byte offset. */
export type ElementReader = (at: number) => unknown;

/**
 * Returns a reader of single elements: numbers, booleans, strings, bytes, dates, complex numbers.
 */
export function elementReader(
  dtype: NumpyDtype,
  bytes: Uint8Array,
  machine: Machine,
): ElementReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { letter, size, littleEndian: little } = dtype;
  switch (letter) {
    case 'b':
      return (at) => view.getUint8(at) !== 0;
    case 'f':
      return floatReader(view, size, little);
    case 'i':
      return (at) => smallest(BigInt.asIntN(8 * size, unsigned(view, at, size, little)));
    case 'u':
      return (at) => smallest(unsigned(view, at, size, little));
    case 'c':
      return complexReader(view, size, little);
    case 'U':
      return (at) => text(view, at, size, little, machine);
    case 'S':
      return (at) => trimmed(bytes.slice(at, at + size));
    case 'M':
      return (at) => dateOf(view.getBigInt64(at, little), dtype.unit, machine);
    case 'm':
      return (at) => secondsOf(view.getBigInt64(at, little), dtype.unit, machine);
    default:
      return machine.fail(`NumPy elements of type ${letter} have no bytes`);
  }
}

function floatReader(view: DataView, size: number, little: boolean): (at: number) => number {
  if (size === 8) return (at) => view.getFloat64(at, little);
  if (size === 4) return (at) => view.getFloat32(at, little);
  return (at) => halfFloat(view.getUint16(at, little));
}

function complexReader(view: DataView, size: number, little: boolean): ElementReader {
  const part = floatReader(view, size / 2, little);
  return (at) => ({ re: part(at), im: part(at + size / 2) });
}

function unsigned(view: DataView, at: number, size: number, little: boolean): bigint {
  if (size === 8) return view.getBigUint64(at, little);
  if (size === 4) return BigInt(view.getUint32(at, little));
  return BigInt(size === 2 ? view.getUint16(at, little) : view.getUint8(at));
}

/** Four bytes for each character, padded with zeros. */
function text(view: DataView, at: number, size: number, little: boolean, machine: Machine): string {
  let result = '';
  for (let i = 0; i < size; i += 4) {
    const code = view.getUint32(at + i, little);
    if (code > 0x10ffff) machine.fail('a string of NumPy is not valid');
    result += String.fromCodePoint(code);
  }
  return result.replace(/\0+$/, '');
}

function trimmed(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
}

function dateOf(steps: bigint, unit: TimeUnit, machine: Machine): Date | null {
  if (!isTimeUnit('M', unit[0])) machine.refuse(`a date in units of "${unit[0]}"`);
  const date = dateOfSteps(steps, unit);
  return date === undefined ? machine.refuse('a date too far away for JavaScript') : date;
}

function secondsOf(steps: bigint, unit: TimeUnit, machine: Machine): number {
  return secondsOfSteps(steps, unit) ?? machine.refuse(`a time in units of "${unit[0]}"`);
}
