import { type Complex, isComplex, isNdArray } from '@psyrun/columns';
import type { NumericArray, PsyrunError } from '@psyrun/core';
import { encodeInteger } from '../integers.ts';
import { OP } from '../opcodes.ts';
import { encodeText } from '../text.ts';
import type { ByteWriter } from './byte-writer.ts';
import { hashKey } from './hashable.ts';
import { pickleArray } from './pickle-array.ts';
import { datetimeState } from './python-date.ts';
import { refused } from './refused.ts';
import { DEEPEST } from './shared-objects.ts';

/**
 * Writes JavaScript values as the opcodes that make the Python values they stand for.
 *
 * Only the objects in `shared`, and what makes objects (classes, the time zone), are written once
 * and recalled from the memo afterwards, at indices from `firstId` on.
 */
export class Pickler {
  private readonly out: ByteWriter;
  private readonly shared: ReadonlySet<object>;
  private readonly ids = new Map<object | string, number>();
  private nextId: number;
  private floats = false;
  private key = '';
  private row = 0;

  constructor(out: ByteWriter, shared: ReadonlySet<object>, firstId: number) {
    this.out = out;
    this.shared = shared;
    this.nextId = firstId;
  }

  /**
   * Writes the values of column `key` from row `firstRow` on. With `floats`, their numbers, also
   * those inside of lists, are floats even if they are whole.
   *
   * Throws `PSYRUN_STORE_VALUE`, naming key and row, for what has no counterpart in Python.
   */
  column(values: readonly unknown[], key: string, firstRow: number, floats: boolean): void {
    this.floats = floats;
    this.key = key;
    for (let i = this.floatRun(values, 0); i < values.length; i = this.floatRun(values, i + 1)) {
      this.row = firstRow + i;
      this.value(values[i], 0);
    }
  }

  text(text: string): void {
    const bytes = encodeText(text);
    if (bytes.length < 256) this.out.opcode(OP.SHORT_BINUNICODE, bytes.length, 1);
    else this.out.opcode(OP.BINUNICODE, bytes.length, 4);
    this.out.append(bytes);
  }

  bytes(bytes: Uint8Array): void {
    if (bytes.length < 256) this.out.opcode(OP.SHORT_BINBYTES, bytes.length, 1);
    else this.out.opcode(OP.BINBYTES, bytes.length, 4);
    this.out.append(bytes);
  }

  /** Numbers in a tuple. */
  tuple(numbers: readonly number[]): void {
    this.out.byte(OP.MARK);
    for (const number of numbers) this.integer(number);
    this.out.byte(OP.TUPLE);
  }

  /** The result of a call of `module.name` with the arguments that `args` writes. */
  call(module: string, name: string, args: () => void): void {
    this.once(`${module} ${name}`, () => {
      this.out.append(Buffer.from(`${String.fromCharCode(OP.GLOBAL)}${module}\n${name}\n`));
    });
    this.out.byte(OP.MARK);
    args();
    this.out.byte(OP.TUPLE);
    this.out.byte(OP.REDUCE);
  }

  private value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'number':
        return this.number(value);
      case 'string':
        return this.text(value);
      case 'boolean':
        return this.out.byte(value ? OP.NEWTRUE : OP.NEWFALSE);
      case 'bigint':
        return this.long(value);
      case 'undefined':
        return this.out.byte(OP.NONE);
      case 'object':
        return value === null ? this.out.byte(OP.NONE) : this.object(value, depth);
      default:
        throw this.refused(`a ${typeof value}`);
    }
  }

  /** Where the numbers from `from` on end that can be written as floats without looking. */
  private floatRun(values: readonly unknown[], from: number): number {
    return this.floats ? this.out.float64s(OP.BINFLOAT, values, from) : from;
  }

  private number(value: number): void {
    const isInteger = Number.isSafeInteger(value) && !this.floats && !Object.is(value, -0);
    if (isInteger) this.integer(value);
    else this.out.float64(OP.BINFLOAT, value);
  }

  private integer(value: number): void {
    if (value >= 0 && value < 2 ** 8) this.out.opcode(OP.BININT1, value, 1);
    else if (value >= 0 && value < 2 ** 16) this.out.opcode(OP.BININT2, value, 2);
    else if (value === (value | 0)) this.out.int32(OP.BININT, value);
    else this.long(BigInt(value));
  }

  private long(value: bigint): void {
    const bytes = encodeInteger(value);
    if (bytes.length < 256) this.out.opcode(OP.LONG1, bytes.length, 1);
    else this.out.opcode(OP.LONG4, bytes.length, 4);
    this.out.append(bytes);
  }

  private object(value: object, depth: number): void {
    if (depth > DEEPEST) throw this.refused(`values nested deeper than ${DEEPEST}`);
    if (this.recall(value)) return;
    if (Array.isArray(value)) this.list(value, depth);
    else if (value instanceof Map) this.dict(value, value, depth);
    else if (value instanceof Set) this.set(value, depth);
    else if (isPlain(value) && !isNdArray(value) && !isComplex(value)) {
      this.dict(value, Object.entries(value), depth);
    } else {
      this.atom(value);
      if (this.shared.has(value)) this.remember(value);
    }
  }

  /** What has no values inside. */
  private atom(value: object): void {
    if (value instanceof Uint8Array) this.bytes(value);
    else if (value instanceof Date) this.date(value);
    else if (isNdArray(value)) pickleArray(this, value);
    else if (isComplex(value)) this.complex(value);
    else if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      const data = value as NumericArray;
      pickleArray(this, { shape: [data.length], data });
    } else throw this.refused(`an instance of ${value.constructor.name}`);
  }

  private list(list: readonly unknown[], depth: number): void {
    this.begin(OP.EMPTY_LIST, list);
    if (list.length === 0) return;
    this.out.byte(OP.MARK);
    for (let i = this.floatRun(list, 0); i < list.length; i = this.floatRun(list, i + 1)) {
      this.value(list[i], depth + 1);
    }
    this.out.byte(OP.APPENDS);
  }

  private dict(dict: object, entries: Iterable<readonly [unknown, unknown]>, depth: number): void {
    this.begin(OP.EMPTY_DICT, dict);
    const floats = this.floats;
    this.floats = false;
    this.out.byte(OP.MARK);
    const keys = new Set<string>();
    for (const [key, value] of entries) {
      this.hashable(key, keys, depth);
      this.value(value, depth + 1);
    }
    this.out.byte(OP.SETITEMS);
    this.floats = floats;
  }

  private set(set: ReadonlySet<unknown>, depth: number): void {
    this.begin(OP.EMPTY_SET, set);
    this.out.byte(OP.MARK);
    const keys = new Set<string>();
    for (const member of set) this.hashable(member, keys, depth);
    this.out.byte(OP.ADDITEMS);
  }

  private hashable(key: unknown, keys: Set<string>, depth: number): void {
    const hash = hashKey(key);
    if (hash === undefined) {
      throw this.refused('an object or array as member of a set or key of a map');
    }
    if (keys.has(hash)) {
      throw this.refused(`two members or keys that are one in Python, ${String(key)}`);
    }
    keys.add(hash);
    this.value(key, depth + 1);
  }

  private date(date: Date): void {
    const state = datetimeState(date);
    if (state === undefined) throw this.refused(`the date ${date.getTime()}`);
    this.call('datetime', 'datetime', () => {
      this.bytes(state);
      this.once('UTC', () =>
        this.call('datetime', 'timezone', () =>
          this.call('datetime', 'timedelta', () => this.integer(0)),
        ),
      );
    });
  }

  private complex({ re, im }: Complex): void {
    this.call('builtins', 'complex', () => {
      this.out.float64(OP.BINFLOAT, re);
      this.out.float64(OP.BINFLOAT, im);
    });
  }

  private refused(what: string): PsyrunError {
    return refused(what, this.key, this.row);
  }

  private begin(opcode: number, container: object): void {
    this.out.byte(opcode);
    if (this.shared.has(container)) this.remember(container);
  }

  private once(key: string, write: () => void): void {
    if (this.recall(key)) return;
    write();
    this.remember(key);
  }

  private recall(key: object | string): boolean {
    const id = this.ids.get(key);
    if (id === undefined) return false;
    this.out.memo(OP.BINGET, OP.LONG_BINGET, id);
    return true;
  }

  private remember(key: object | string): void {
    const id = this.nextId++;
    this.ids.set(key, id);
    this.out.memo(OP.BINPUT, OP.LONG_BINPUT, id);
  }
}

/** Without a class of its own. The objects of other realms have prototypes of their own. */
function isPlain(value: object): boolean {
  if (ArrayBuffer.isView(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
