import { halfFloat } from '@psyrun/columns/internal';
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

/** Nanoseconds of the units that have a fixed length. */
const NANOSECONDS: ReadonlyMap<string, bigint> = new Map([
  ['W', 604_800_000_000_000n],
  ['D', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['us', 1000n],
  ['ns', 1n],
]);

/** NumPy's value for an unknown date (NaT). */
const NOT_A_TIME = -(2n ** 63n);

type Unit = readonly [name: string, count: number];

function nanoseconds(steps: bigint, [name, count]: Unit, machine: Machine): bigint {
  const length = NANOSECONDS.get(name) ?? machine.refuse(`a date in units of "${name}"`);
  return steps * BigInt(count) * length;
}

function dateOf(steps: bigint, unit: Unit, machine: Machine): Date | null {
  if (steps === NOT_A_TIME) return null;
  const [name, count] = unit;
  const isCalendar = name === 'Y' || name === 'M';
  const date = isCalendar
    ? calendarDate(Number(steps) * count, name)
    : new Date(wholeMilliseconds(nanoseconds(steps, unit, machine)));
  return Number.isNaN(date.getTime()) ? machine.refuse('a date too far away for JavaScript') : date;
}

function wholeMilliseconds(nanoseconds: bigint): number {
  const below = ((nanoseconds % 1_000_000n) + 1_000_000n) % 1_000_000n;
  return Number((nanoseconds - below) / 1_000_000n);
}

function calendarDate(steps: number, unit: 'Y' | 'M'): Date {
  return new Date(unit === 'Y' ? Date.UTC(1970 + steps, 0) : Date.UTC(1970, steps));
}

function secondsOf(steps: bigint, unit: Unit, machine: Machine): number {
  return steps === NOT_A_TIME ? NaN : Number(nanoseconds(steps, unit, machine)) / 1e9;
}
