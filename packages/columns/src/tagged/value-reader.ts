import { float, Pickled, type NumericArray, type Scalar } from '@psyrun/core';
import { ndArray } from '../array/nd-array.ts';
import { asScalar } from '../array/as-scalar.ts';
import { setOwnValue } from '../column/own-value.ts';
import { arrayFromBytes } from './array-bytes.ts';
import { fromBase64 } from './base64.ts';
import { Checks, type Refused } from './checks.ts';

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

/** Forms of values that only some data have. */
export interface FurtherForms {
  /** Returns the bytes that the member `at` of a value stands for. They are copied. */
  readonly bytesAt: (at: unknown, place: string) => Uint8Array;
}

/**
 * Reads the values that `tagValue` makes. The data may come from anywhere: every member is checked,
 * and what is damaged throws the error of `refused`.
 */
export class ValueReader {
  readonly #checks: Checks;
  readonly #forms: FurtherForms | undefined;

  /**
   * With `forms`, values may also be maps, sets, lists of floats and pickles, and their bytes may be
   * elsewhere.
   */
  constructor(refused: Refused, forms?: FurtherForms) {
    this.#checks = new Checks(refused);
    this.#forms = forms;
  }

  /** Returns the value of tagged data. */
  readonly read = (tagged: unknown, place: string, depth = 0): unknown => {
    const { refused, list, anyObject } = this.#checks;
    if (depth > DEEPEST) throw refused(place, 'a value that is not nested so deep');
    switch (typeof tagged) {
      case 'string':
      case 'boolean':
        return tagged;
      case 'number':
        if (!Number.isFinite(tagged)) throw refused(place, 'a finite number');
        return tagged;
      default:
        if (tagged === null) return null;
        if (Array.isArray(tagged)) {
          return list(tagged, place, (item, at) => this.read(item, at, depth + 1));
        }
        return this.#tagged(anyObject(tagged, place), place, depth);
    }
  };

  /** Returns the bytes of a base64 string. */
  readonly bytes = (base64: unknown, place: string): Uint8Array => {
    const { refused, text } = this.#checks;
    const bytes = fromBase64(text(base64, place));
    if (bytes) return bytes;
    throw refused(place, 'base64');
  };

  #tagged(tagged: Record<string, unknown>, place: string, depth: number): unknown {
    const { members, text, refused } = this.#checks;
    const tag = text(tagged['$'], `${place}.$`);
    if (tag === 'ndarray') return this.#ndArray(tagged, place);
    if (tag === 'scalar') return this.#scalar(tagged, place);
    if (this.#forms && tag === 'list') return this.#floats(tagged, place);
    if (this.#forms && tag === 'pickled') return this.#pickled(tagged, place, depth);
    if (this.#forms && 'at' in tagged) return this.#array(tag, tagged, place);
    const { v } = members(tagged, place, '$', 'v');
    switch (tag) {
      case 'number':
        if (!NUMBERS.has(v)) throw refused(`${place}.v`, 'NaN, Infinity, -Infinity or -0');
        return NUMBERS.get(v);
      case 'bigint':
        return this.#bigint(v, `${place}.v`);
      case 'date':
        if (!Number.isInteger(v) || Math.abs(v as number) > 8.64e15) {
          throw refused(`${place}.v`, 'milliseconds since 1970');
        }
        return new Date(v as number);
      case 'object':
        return this.#object(v, `${place}.v`, depth);
      case 'map':
        if (this.#forms) return new Map(this.#pairs(v, `${place}.v`, depth));
        break;
      case 'set':
        if (this.#forms) return new Set(this.#items(v, `${place}.v`, depth));
        break;
    }
    return this.#array(tag, tagged, place);
  }

  #scalar(tagged: Record<string, unknown>, place: string): Scalar {
    const { members, text, refused } = this.#checks;
    const { dtype, v } = members(tagged, place, '$', 'dtype', 'v');
    const type = text(dtype, `${place}.dtype`);
    const scalar = asScalar(type, this.read(v, `${place}.v`));
    if (scalar === undefined) throw refused(place, 'a known type and a number of this type');
    return scalar;
  }

  #pickled(tagged: Record<string, unknown>, place: string, depth: number): Pickled {
    const { at, v } = this.#checks.members(tagged, place, '$', 'at', 'v');
    const pickle = this.#forms!.bytesAt(at, `${place}.at`).slice();
    return new Pickled(this.read(v, `${place}.v`, depth + 1), pickle);
  }

  #bigint(digits: unknown, place: string): bigint {
    const { text, refused } = this.#checks;
    if (/^-?\d+$/.test(text(digits, place))) return BigInt(digits as string);
    throw refused(place, 'decimal digits');
  }

  #object(entries: unknown, place: string, depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#checks.list(entries, place, (entry, at) => {
      const [key, value] = this.#pair(entry, at);
      setOwnValue(object, this.#checks.text(key, at), this.read(value, at, depth + 1));
    });
    return object;
  }

  #pairs(entries: unknown, place: string, depth: number): [unknown, unknown][] {
    return this.#checks.list(entries, place, (entry, at) => {
      const [key, value] = this.#pair(entry, at);
      return [this.read(key, at, depth + 1), this.read(value, at, depth + 1)];
    });
  }

  #items(items: unknown, place: string, depth: number): unknown[] {
    return this.#checks.list(items, place, (item, at) => this.read(item, at, depth + 1));
  }

  #pair(entry: unknown, place: string): [unknown, unknown] {
    const members = Array.isArray(entry) ? { ...entry } : entry;
    const { 0: key, 1: value } = this.#checks.members(members, place, '0', '1');
    return [key, value];
  }

  #ndArray(tagged: Record<string, unknown>, place: string): unknown {
    const { members, anyObject, text, list, count, refused, made } = this.#checks;
    const { shape, data } = members(tagged, place, '$', 'shape', 'data');
    const inner = anyObject(data, `${place}.data`);
    const kind = text(inner['$'], `${place}.data.$`);
    if (kind === 'bytes') throw refused(`${place}.data`, 'an array of numbers');
    const axes = list(shape, `${place}.shape`, count);
    const size = axes.reduce((product, length) => product * length, 1);
    const extent = axes.reduce((product, length) => product * Math.max(1, length), 1);
    if (axes.length > DEEPEST || (size === 0 && extent > LARGEST_EMPTY)) {
      throw refused(`${place}.shape`, 'fewer or shorter axes');
    }
    const elements = this.#array(kind, inner, `${place}.data`);
    return made(place, () => ndArray(axes, elements));
  }

  /** Returns a list of floats, each as if it were tagged by itself. */
  #floats(tagged: Record<string, unknown>, place: string): (number | Scalar)[] {
    const { members, anyObject, refused } = this.#checks;
    const of = anyObject(members(tagged, place, '$', 'of')['of'], `${place}.of`);
    if (of['$'] !== 'float64') throw refused(`${place}.of`, 'a vector of float64');
    const elements = this.#array('float64', of, `${place}.of`) as Float64Array;
    return Array.from(elements, (value) => (Number.isInteger(value) ? float(value) : value));
  }

  #array(kind: string, tagged: Record<string, unknown>, place: string): NumericArray {
    const bytes = this.#bytesOf(tagged, place);
    const array = kind === 'bytes' ? bytes.slice() : arrayFromBytes(kind, bytes);
    if (array) return array;
    throw this.#checks.refused(place, 'a known kind of value and whole elements');
  }

  #bytesOf(tagged: Record<string, unknown>, place: string): Uint8Array {
    const { members } = this.#checks;
    if (this.#forms && 'at' in tagged) {
      return this.#forms.bytesAt(members(tagged, place, '$', 'at')['at'], `${place}.at`);
    }
    return this.bytes(members(tagged, place, '$', 'v')['v'], `${place}.v`);
  }
}
