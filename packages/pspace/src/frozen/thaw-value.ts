import { ndArray } from '@psyrun/columns';
import { setOwnValue } from '@psyrun/columns/internal';
import type { NumericArray } from '@psyrun/core';
import { arrayFromBytes } from './array-bytes.ts';
import { fromBase64 } from './base64.ts';
import { anyObject, count, list, made, members, refused, text } from './check.ts';

const NUMBERS: ReadonlyMap<unknown, number> = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

/** The maximum depth of a value, and the maximum number of axes. */
const DEEPEST = 100;
/**
 * The maximum sum of the axis lengths of an n-d array without elements. In other arrays the number
 * of elements limits the axes.
 */
const LARGEST_EMPTY = 2 ** 16;

/** Returns the value of a frozen one; throws `PSYRUN_FROZEN_SPACE`. */
export function thawValue(frozen: unknown, place: string, depth = 0): unknown {
  if (depth > DEEPEST) throw refused(place, 'a value that is not nested so deep');
  switch (typeof frozen) {
    case 'string':
    case 'boolean':
      return frozen;
    case 'number':
      if (!Number.isFinite(frozen)) throw refused(place, 'a finite number');
      return frozen;
    default:
      if (frozen === null) return null;
      if (Array.isArray(frozen)) {
        return list(frozen, place, (item, at) => thawValue(item, at, depth + 1));
      }
      return thawTagged(anyObject(frozen, place), place, depth);
  }
}

function thawTagged(frozen: Record<string, unknown>, place: string, depth: number): unknown {
  const tag = text(frozen['$'], `${place}.$`);
  if (tag === 'ndarray') return thawNdArray(frozen, place);
  const { v } = members(frozen, place, '$', 'v');
  switch (tag) {
    case 'number':
      if (!NUMBERS.has(v)) throw refused(`${place}.v`, 'NaN, Infinity, -Infinity or -0');
      return NUMBERS.get(v);
    case 'bigint':
      if (!/^-?\d+$/.test(text(v, `${place}.v`))) throw refused(`${place}.v`, 'decimal digits');
      return BigInt(v as string);
    case 'date':
      if (!Number.isInteger(v) || Math.abs(v as number) > 8.64e15) {
        throw refused(`${place}.v`, 'milliseconds since 1970');
      }
      return new Date(v as number);
    case 'object':
      return thawObject(v, `${place}.v`, depth);
    case 'bytes':
      return thawBytes(v, `${place}.v`);
    default:
      return thawArray(tag, v, place);
  }
}

function thawObject(entries: unknown, place: string, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  list(entries, place, (entry, at) => {
    const { 0: key, 1: value } = members(Array.isArray(entry) ? { ...entry } : entry, at, '0', '1');
    setOwnValue(object, text(key, at), thawValue(value, at, depth + 1));
  });
  return object;
}

function thawNdArray(frozen: Record<string, unknown>, place: string): unknown {
  const { shape, data } = members(frozen, place, '$', 'shape', 'data');
  const inner = members(data, `${place}.data`, '$', 'v');
  const kind = text(inner['$'], `${place}.data.$`);
  const axes = list(shape, `${place}.shape`, count);
  const size = axes.reduce((product, length) => product * length, 1);
  const extent = axes.reduce((product, length) => product * Math.max(1, length), 1);
  if (axes.length > DEEPEST || (size === 0 && extent > LARGEST_EMPTY)) {
    throw refused(`${place}.shape`, 'fewer or shorter axes');
  }
  return made(place, () => ndArray(axes, thawArray(kind, inner['v'], `${place}.data`)));
}

function thawArray(kind: string, base64: unknown, place: string): NumericArray {
  const array = arrayFromBytes(kind, thawBytes(base64, `${place}.v`));
  if (array) return array;
  throw refused(place, 'a known kind of value and whole elements');
}

/** Returns the bytes of a base64 string; throws `PSYRUN_FROZEN_SPACE`. */
export function thawBytes(base64: unknown, place: string): Uint8Array {
  const bytes = fromBase64(text(base64, place));
  if (bytes) return bytes;
  throw refused(place, 'base64');
}
