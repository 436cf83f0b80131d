import {
  ARRAY_OF_TYPESTR,
  halfFloat,
  unpackColumn,
  type PackedColumn,
  type ReadColumn,
} from '@psyrun/columns/internal';
import { PsyrunError, type NumericArray } from '@psyrun/core';
import { decodeString, decodeStrings } from './h5-strings.ts';
import { CLASS, isBoolean, isComplex, type ElementType } from './h5-type.ts';

/**
 * Returns the column for the bytes of a dataset. `bytes` may be changed: the byte order of
 * enumerations. Throws `PSYRUN_NOT_SUPPORTED` for types that JavaScript cannot represent:
 * references, structures, opaque bytes, floats of 16 bytes.
 */
export function decodeColumn(
  type: ElementType,
  shape: readonly number[],
  bytes: Uint8Array,
): PackedColumn {
  if (isBoolean(type)) return { kind: 'boolean', shape, data: bytes };
  if (isComplex(type)) {
    const floats = typedArray(`f${type.size / 2}`, bytes);
    return { kind: 'complex', shape, data: Float64Array.from(floats as Float64Array) };
  }
  if (type.type === CLASS.string && !type.vlen) {
    return { kind: 'string', shape, data: decodeStrings(bytes, type.size, type.strpad) };
  }
  const name = numberName(type);
  // The library orders the bytes of numbers itself, but not those of enumerations.
  if (type.type === CLASS.enum && !type.littleEndian) swap(bytes, type.size);
  if (name === 'f2') return { kind: 'number', shape, data: halves(bytes) };
  return { kind: 'number', shape, data: typedArray(name, bytes) };
}

/**
 * Returns the column of values of any length, given the bytes of each: strings, or lists of the types
 * of {@link decodeColumn}. Throws as that does.
 */
export function decodeVariable(
  type: ElementType,
  shape: readonly number[],
  values: readonly Uint8Array[],
): ReadColumn {
  if (type.type === CLASS.string) {
    return { kind: 'string', shape, data: values.map(decodeString) };
  }
  const { vlen_type: item } = type;
  if (item === undefined || item.type === CLASS.list || item.vlen) throw notReadable(type);
  const lists = values.map((bytes) =>
    unpackColumn(decodeColumn(item, [bytes.length / item.size], bytes)),
  );
  return { kind: 'value', shape, data: lists };
}

/** NumPy's names for HDF5's classes that are no numbers. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [CLASS.string, 'str'],
  [CLASS.list, 'list'],
]);

/**
 * Returns NumPy's name of a type: `float64`, `str`. Throws `PSYRUN_NOT_SUPPORTED` for a type that
 * cannot be read.
 */
export function dtypeName(type: ElementType): string {
  if (isBoolean(type)) return 'bool';
  if (isComplex(type)) return `complex${8 * type.size}`;
  const name = NAMES.get(type.type);
  if (name !== undefined) return name;
  const [letter, size] = [numberName(type)[0], 8 * type.size];
  return `${{ f: 'float', i: 'int', u: 'uint' }[letter as 'f' | 'i' | 'u']}${size}`;
}

function numberName(type: ElementType): string {
  const { type: group, size, signed, vlen, enum_type: names } = type;
  const base = group === CLASS.enum ? names!.type : group;
  const letter = base === CLASS.float ? 'f' : signed ? 'i' : 'u';
  const name = `${letter}${size}`;
  const isNumber = !vlen && (base === CLASS.float || base === CLASS.integer);
  if (isNumber && (name === 'f2' || name in ARRAY_OF_TYPESTR)) return name;
  throw notReadable(type);
}

/** Descriptions of the elements that cannot be read, with the next step in Python. */
const REFUSED: ReadonlyMap<number, readonly [what: string, hint: string]> = new Map([
  [
    CLASS.compound,
    [
      'They are records of several fields',
      'In Python, write each field as a dataset of its own: group[name] = table[name].',
    ],
  ],
  [
    CLASS.opaque,
    [
      'They are opaque bytes, such as dates of NumPy',
      "In Python, write dates as integers: dates.astype('M8[ms]').astype('i8').",
    ],
  ],
  [CLASS.reference, ['They are references to other objects', 'Read those objects instead.']],
  [
    CLASS.float,
    ['They are floats of an unusual size', "In Python, convert them: values.astype('f8')."],
  ],
]);

function notReadable({ type, size }: ElementType): PsyrunError {
  const [what, hint] = REFUSED.get(type) ?? [
    `They are of HDF5's class ${nameOfClass(type)}`,
    'In Python, convert them to numbers, strings, booleans or complex numbers.',
  ];
  return new PsyrunError(
    'PSYRUN_NOT_SUPPORTED',
    `Its elements have ${size} bytes and are not read. ${what}.`,
    { hint, fields: { class: nameOfClass(type), size } },
  );
}

function nameOfClass(type: number): string {
  const [name] = Object.entries(CLASS).find(([, number]) => number === type) ?? [String(type)];
  return name;
}

function halves(bytes: Uint8Array): Float32Array {
  const words = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  return Float32Array.from(words, halfFloat);
}

function swap(bytes: Uint8Array, size: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (size === 2) buffer.swap16();
  if (size === 4) buffer.swap32();
  if (size === 8) buffer.swap64();
}

function typedArray(name: string, bytes: Uint8Array): NumericArray {
  const Type = ARRAY_OF_TYPESTR[name as keyof typeof ARRAY_OF_TYPESTR];
  return new Type(
    bytes.buffer as ArrayBuffer,
    bytes.byteOffset,
    bytes.length / Type.BYTES_PER_ELEMENT,
  );
}
