import { type Complex, isComplex, isNdArray } from '@psyrun/columns';
import { isBytes, isDate, isMap, isSet, sizeOf } from '@psyrun/columns/internal';
import {
  isPickled,
  isPlainObject,
  isScalar,
  type NdArray,
  type NumericArray,
  type Pickled,
  type PsyrunError,
  type Scalar,
} from '@psyrun/core';
import { OP } from '../opcodes.ts';
import type { ByteWriter } from './byte-writer.ts';
import { hashKey } from './hashable.ts';
import { pickleArray } from './pickle-array.ts';
import { pickleDate } from './pickle-date.ts';
import type { PythonWriter } from './python-writer.ts';
import { refused } from './refused.ts';
import { DEEPEST } from './shared-objects.ts';

const NO_DATE = 'Return null where there is no date.';
const OTHER_YEAR = 'Python has the years 1 to 9999. Return the time as a number, or as text.';

/**
 * Writes JavaScript values as the opcodes that make the corresponding Python values. Only the
 * objects in `shared` are stored in the memo, and recalled where they occur again.
 *
 * Without `shared`, no object is expected to occur twice: see {@link Pickler.foundTwice}.
 */
export class Pickler {
  readonly #out: ByteWriter;
  readonly #writer: PythonWriter;
  readonly #shared: ReadonlySet<object> | undefined;
  readonly #seen = new Set<object>();
  /** True if an object unexpectedly occurred twice; the bytes written so far are then useless. */
  foundTwice = false;
  #floats = false;
  #key = '';
  #row = 0;

  constructor(writer: PythonWriter, shared?: ReadonlySet<object>) {
    this.#out = writer.out;
    this.#writer = writer;
    this.#shared = shared;
  }

  /**
   * Writes the values of column `key` from row `firstRow` on. With `floats`, all numbers, also
   * those in lists, are written as floats, even integers.
   *
   * Throws `PSYRUN_STORE_VALUE`, naming key and row, for values that Python cannot represent.
   */
  column(values: readonly unknown[], key: string, firstRow: number, floats: boolean): void {
    this.#floats = floats;
    this.#key = key;
    for (let i = this.#numbers(values, 0); i < values.length; i = this.#numbers(values, i + 1)) {
      this.#row = firstRow + i;
      this.#value(values[i], 0);
    }
  }

  #value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'number':
        return this.#number(value);
      case 'string':
        return this.#writer.text(value);
      case 'boolean':
        return this.#out.byte(value ? OP.NEWTRUE : OP.NEWFALSE);
      case 'bigint':
        return this.#writer.long(value);
      case 'undefined':
        return this.#out.byte(OP.NONE);
      case 'object':
        return value === null ? this.#out.byte(OP.NONE) : this.#object(value, depth);
      default:
        throw this.#refused(`a ${typeof value}`);
    }
  }

  /** Writes the numbers from `from` on and returns the index after the last one. */
  #numbers(values: readonly unknown[], from: number): number {
    // Other lists never reach these loops: see `beginsWithNumber`.
    if (from === values.length || typeof values.at(from) !== 'number') return from;
    if (this.#floats) return this.#out.float64s(OP.BINFLOAT, values, from);
    let index = from;
    for (; index < values.length; index++) {
      const value = values[index];
      if (typeof value !== 'number') break;
      this.#number(value);
    }
    return index;
  }

  #number(value: number): void {
    const isInteger = Number.isSafeInteger(value) && !this.#floats && !Object.is(value, -0);
    if (isInteger) this.#writer.integer(value);
    else this.#out.float64(OP.BINFLOAT, value);
  }

  #scalar({ value, isFloat }: Scalar): void {
    if (typeof value === 'bigint') this.#writer.long(value);
    else if (isFloat) this.#out.float64(OP.BINFLOAT, value);
    else this.#writer.integer(value);
  }

  #object(value: object, depth: number): void {
    if (depth > DEEPEST) throw this.#refused(`values nested deeper than ${DEEPEST}`);
    if (isScalar(value)) return this.#scalar(value);
    if (isPickled(value)) return this.#pickled(value);
    if (this.#isKnown(value)) return;
    if (Array.isArray(value)) this.#list(value, depth);
    else if (isMap(value)) this.#dict(value, value, depth);
    else if (isSet(value)) this.#set(value, depth);
    else if (isPlainObject(value) && !isNdArray(value) && !isComplex(value)) {
      this.#dict(value, Object.entries(value), depth);
    } else {
      this.#atom(value);
      if (this.#shared?.has(value)) this.#writer.remember(value);
    }
  }

  /** True if the object has been written already; it is recalled then. */
  #isKnown(value: object): boolean {
    if (this.#shared !== undefined) return this.#writer.recall(value);
    const { size } = this.#seen;
    if (this.#seen.add(value).size > size) return false;
    return (this.foundTwice = true);
  }

  /** Writes values that contain no other values. */
  #atom(value: object): void {
    if (isBytes(value)) this.#writer.bytes(value);
    else if (isDate(value)) this.#date(value);
    else if (isNdArray(value)) this.#array(value);
    else if (isComplex(value)) this.#complex(value);
    else if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      const data = value as NumericArray;
      pickleArray(this.#writer, { shape: [data.length], data });
    } else throw this.#refused(`an instance of ${value.constructor.name}`);
  }

  #list(list: readonly unknown[], depth: number): void {
    this.#begin(OP.EMPTY_LIST, list);
    if (list.length === 0) return;
    this.#out.byte(OP.MARK);
    for (let i = this.#numbers(list, 0); i < list.length; i = this.#numbers(list, i + 1)) {
      this.#value(list[i], depth + 1);
    }
    this.#out.byte(OP.APPENDS);
  }

  #dict(dict: object, entries: Iterable<readonly [unknown, unknown]>, depth: number): void {
    this.#begin(OP.EMPTY_DICT, dict);
    const floats = this.#floats;
    this.#floats = false;
    this.#out.byte(OP.MARK);
    const keys = new Set<string>();
    for (const [key, value] of entries) {
      this.#hashable(key, keys, depth);
      this.#value(value, depth + 1);
    }
    this.#out.byte(OP.SETITEMS);
    this.#floats = floats;
  }

  #set(set: ReadonlySet<unknown>, depth: number): void {
    this.#begin(OP.EMPTY_SET, set);
    this.#out.byte(OP.MARK);
    const keys = new Set<string>();
    for (const member of set) this.#hashable(member, keys, depth);
    this.#out.byte(OP.ADDITEMS);
  }

  #hashable(key: unknown, keys: Set<string>, depth: number): void {
    const hash = hashKey(key);
    if (hash === undefined) {
      throw this.#refused('an object or array as member of a set or key of a map');
    }
    if (keys.has(hash)) {
      throw this.#refused(`two members or keys that are one in Python, ${String(key)}`);
    }
    keys.add(hash);
    this.#value(key, depth + 1);
  }

  #date(date: Date): void {
    if (pickleDate(this.#writer, date)) return;
    if (Number.isNaN(date.getTime())) throw this.#refused('a date that is not valid', NO_DATE);
    throw this.#refused(`the date ${date.toISOString()}`, OTHER_YEAR);
  }

  #array(array: NdArray): void {
    const { shape, data } = array;
    if (sizeOf(shape) !== data.length) {
      throw this.#refused(`an array of shape [${shape.join(', ')}] with ${data.length} elements`);
    }
    pickleArray(this.#writer, array);
  }

  /** Python makes the value of its pickle, whatever that is. */
  #pickled({ pickle }: Pickled): void {
    this.#writer.call('pickle', 'loads', () => this.#writer.bytes(pickle));
  }

  #complex({ re, im }: Complex): void {
    this.#writer.call('builtins', 'complex', () => {
      this.#out.float64(OP.BINFLOAT, re);
      this.#out.float64(OP.BINFLOAT, im);
    });
  }

  #refused(what: string, hint?: string): PsyrunError {
    return refused(what, this.#key, this.#row, hint);
  }

  #begin(opcode: number, container: object): void {
    this.#out.byte(opcode);
    if (this.#shared?.has(container)) this.#writer.remember(container);
  }
}
