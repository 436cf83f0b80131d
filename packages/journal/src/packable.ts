import { isDate, isMap, isProxy, isSet } from 'node:util/types';
import { ExtData } from '@msgpack/msgpack';
import {
  cutText,
  isPickled,
  isPlainObject,
  isWellFormed,
  isScalar,
  isSparse,
  PsyrunError,
  TooDeep,
  withinDepth,
  type Circle,
  type Pickled,
  type Row,
  type Scalar,
} from '@psyrun/core';
import { digestBytes, DTYPES, EXTENSION, packBytes, TYPED_ARRAYS } from './extensions.ts';
import { ValueDigest } from './parameters/value-digest.ts';
import { doublesToBytes, isDoubles } from './doubles.ts';

/** The maximum depth of a value. The limit also stops at a value that contains itself. */
const DEEPEST = 100;
/** The maximum number of characters of a path in a message. */
const LONGEST_PATH = 80;

/**
 * Returns `row` in a form that MessagePack encodes without loss: the row itself if possible, else a
 * copy in which extension data replaces the values that MessagePack lacks.
 */
export function packable(row: Row): unknown {
  return withinDepth(row, DEEPEST, () => pack(row, '', 0), tooDeep);
}

/** Returns one value in the form of {@link packable}. */
export function packableValue(value: unknown): unknown {
  return withinDepth(value, DEEPEST, () => pack(value, '', 0), tooDeep);
}

/** The number of typed numbers and pickled values that were packed so far. */
let classes = 0;

/** Returns whether a row holds typed numbers or pickled values, and its packable form. */
export function packableScalars(row: Row): { readonly packed: unknown; readonly any: boolean } {
  const before = classes;
  const packed = packable(row);
  return { packed, any: classes > before };
}

function tooDeep(path: string, circle: Circle | undefined): PsyrunError {
  if (circle === undefined) return refused(`nested deeper than ${DEEPEST} levels`, path);
  const same = circle.outer === '' ? 'the row' : JSON.stringify(circle.outer);
  return refused(`circular, the same object as ${same}`, circle.path);
}

function pack(value: unknown, path: string, depth: number): unknown {
  switch (typeof value) {
    case 'number':
      return Object.is(value, -0) ? new ExtData(EXTENSION.negativeZero, new Uint8Array()) : value;
    case 'string':
      if (!isWellFormed(value)) throw refused('a string that is not well-formed', path);
      return value;
    case 'boolean':
      return value;
    case 'undefined':
      return new ExtData(EXTENSION.undefined, new Uint8Array());
    case 'bigint':
      return new ExtData(EXTENSION.bigint, Buffer.from(value.toString()));
    case 'object':
      return value === null ? null : packObject(value, path, depth);
    default:
      throw refused(`a ${typeof value}`, path);
  }
}

function packObject(value: object, path: string, depth: number): unknown {
  if (depth > DEEPEST) throw new TooDeep(path);
  if (isProxy(value)) throw refused('a Proxy', path);
  if (isScalar(value)) return packScalar(value, path);
  if (isPickled(value)) return packPickled(value, path, depth);
  if (Array.isArray(value)) return packList(value, path, depth);
  if (isPlainObject(value)) return packPlain(value, path, depth);
  if (ArrayBuffer.isView(value)) return packView(value, path);
  if (isDate(value)) return packDate(value, path);
  if (isMap(value)) {
    return new ExtData(EXTENSION.map, packBytes(packList([...value].flat(1), path, depth)));
  }
  if (isSet(value)) {
    return new ExtData(EXTENSION.set, packBytes(packList([...value], path, depth)));
  }
  return packInstance(value, path, depth);
}

function packList(list: readonly unknown[], path: string, depth: number): unknown {
  if (isSparse(list))
    throw refused(`a list of ${list.length} elements, most of which are missing`, path);
  if (isDoubles(list)) return new ExtData(EXTENSION.doubles, doublesToBytes(list));
  if (isNumbers(list)) return list;
  let packed: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const item = pack(list[i], `${path}[${i}]`, depth + 1);
    if (item === list[i] || Number.isNaN(item)) continue;
    packed ??= Array.from(list);
    packed[i] = item;
  }
  return packed ?? list;
}

/** True if a list holds only numbers that MessagePack encodes without loss. */
function isNumbers(list: readonly unknown[]): boolean {
  // Reads without an index: see beginsWithNumber of @psyrun/columns/internal.
  if (typeof list.at(0) !== 'number') return false;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (typeof item !== 'number' || Object.is(item, -0)) return false;
  }
  return true;
}

function packPlain(object: Row, path: string, depth: number): unknown {
  let packed: Record<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    const place = path === '' ? key : `${path}.${key}`;
    if (key === '__proto__') throw refused('under a key that cannot be kept', place);
    pack(key, place, depth);
    const value = object[key];
    const item = pack(value, place, depth + 1);
    if (item === value || Number.isNaN(item)) continue;
    packed ??= { ...object };
    packed[key] = item;
  }
  return packed ?? object;
}

/** A typed number is written as a typed array with one element. */
function packScalar({ dtype, value }: Scalar, path: string): unknown {
  const TypedArray = TYPED_ARRAYS[DTYPES.indexOf(dtype)] as typeof Float64Array | undefined;
  if (TypedArray === undefined) throw refused(`a number of the type ${dtype}`, path);
  classes++;
  const element = dtype.endsWith('int64') ? BigInt(value) : Number(value);
  const { data } = packView(TypedArray.of(element as number), path);
  return new ExtData(EXTENSION.scalar, data);
}

function packPickled({ value, pickle }: Pickled, path: string, depth: number): unknown {
  classes++;
  const list = [pack(value, path, depth + 1), pickle];
  return new ExtData(EXTENSION.pickled, packBytes(list));
}

function packView(view: ArrayBufferView, path: string): ExtData {
  const name = Object.prototype.toString.call(view).slice('[object '.length, -1);
  const type = TYPED_ARRAYS.findIndex((TypedArray) => TypedArray.name === name);
  if (type < 0) throw refused(`a ${name}`, path);
  const data = new Uint8Array(1 + view.byteLength);
  data[0] = type;
  data.set(bytesOf(view, path), 1);
  return new ExtData(EXTENSION.typedArray, data);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView, path: string): Uint8Array {
  try {
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch {
    throw refused('a typed array whose memory was given to another thread', path);
  }
}

function packDate(date: Date, path: string): unknown {
  const time = date.getTime();
  if (Number.isNaN(time)) throw refused('a date that is not valid', path);
  // The encoder takes a date of another realm for an object without keys.
  return date instanceof Date ? date : new Date(time);
}

/**
 * The only class instances that count as data are n-d arrays, objects with shape and data alone, and the
 * digests of large parameters.
 */
function packInstance(value: object, path: string, depth: number): unknown {
  if (value instanceof ValueDigest) return new ExtData(EXTENSION.digest, digestBytes(value));
  const { shape, data, ...others } = value as Record<string, unknown>;
  if (!Array.isArray(shape) || !ArrayBuffer.isView(data) || Object.keys(others).length > 0) {
    const { name } = (value.constructor ?? {}) as { name?: unknown };
    throw refused(`an instance of ${typeof name === 'string' && name ? name : 'a class'}`, path);
  }
  return packPlain({ shape, data }, path, depth);
}

function refused(what: string, path: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_RESULT_VALUE',
    `The value of ${JSON.stringify(cutText(path, LONGEST_PATH))} cannot be sent or stored: it is ${what}.`,
    {
      hint: 'Return numbers, bigints, strings, booleans, null, dates, bytes, typed arrays, maps, sets, and lists and plain objects of these; or exclude the key.',
      fields: { path },
    },
  );
}
