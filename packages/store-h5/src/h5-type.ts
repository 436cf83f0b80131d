import { ARRAY_OF_TYPESTR, dtypeOf, type PackedColumn } from '@psyrun/columns/internal';
import { PsyrunError, type NumericArray } from '@psyrun/core';
import type { Metadata } from 'h5wasm/node';
import { decodeStrings, encodeStrings } from './h5-strings.ts';

/** The classes of element types, as HDF5 numbers them. */
const INTEGER = 0;
const FLOAT = 1;
const STRING = 3;
const BITFIELD = 4;
const COMPOUND = 6;
const ENUM = 8;

/** The same numbers by name. */
const CLASSES = [
  'integer',
  'float',
  'time',
  'string',
  'bitfield',
  'opaque',
  'compound',
  'reference',
  'enum',
  'variable length',
  'array',
];

/** The element type of a dataset. */
export type ElementType = Pick<Metadata, 'type' | 'size' | 'signed' | 'littleEndian' | 'vlen'> &
  Partial<Pick<Metadata, 'cset' | 'strpad' | 'compound_type' | 'enum_type'>>;

/** A column in the form for HDF5: the bytes of all elements, and their type. */
export interface EncodedColumn {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly elements: ArrayBufferView;
  /**
   * True for booleans. The library cannot make them: they are written as bytes that are marked
   * later.
   */
  readonly isBoolean: boolean;
}

/**
 * Returns the bytes and the type of a column. Complex numbers are pairs `r`, `i`, as in PyTables
 * and h5py. Strings have one width, in UTF-8. Throws `PSYRUN_STORE_VALUE` as {@link encodeStrings}
 * does.
 */
export function encodeColumn(key: string, column: PackedColumn): EncodedColumn {
  const { kind, shape, data } = column;
  const isBoolean = kind === 'boolean';
  if (kind === 'string') {
    const { bytes, size, cset } = encodeStrings(key, data);
    return { type: { ...plain(STRING, size), cset }, shape, elements: bytes, isBoolean };
  }
  const type = kind === 'complex' ? COMPLEX : numberType(data);
  return { type, shape, elements: data, isBoolean };
}

/**
 * Returns the column for the bytes of a dataset. Throws `PSYRUN_NOT_SUPPORTED` for types that
 * JavaScript cannot represent: strings and lists of variable length, references, structures, floats
 * of 2 bytes.
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
  if (type.type === STRING && !type.vlen) {
    return { kind: 'string', shape, data: decodeStrings(bytes, type.size, type.strpad) };
  }
  return { kind: 'number', shape, data: typedArray(numberName(type), bytes) };
}

function plain(type: number, size: number, signed = false): ElementType {
  return { type, size, signed, littleEndian: true, vlen: false };
}

const COMPLEX: ElementType = {
  ...plain(COMPOUND, 16),
  compound_type: {
    nmembers: 2,
    members: ['r', 'i'].map((name, i) => ({
      ...(plain(FLOAT, 8, true) as Metadata),
      name,
      offset: 8 * i,
    })),
  },
};

function numberType(data: NumericArray): ElementType {
  const dtype = dtypeOf(data);
  const type = dtype.startsWith('float') ? FLOAT : INTEGER;
  return plain(type, data.BYTES_PER_ELEMENT, !dtype.startsWith('uint'));
}

/** PyTables writes booleans as bit fields, h5py as an enumeration. */
function isBoolean({ type, size, enum_type: names }: ElementType): boolean {
  if (size !== 1) return false;
  const { FALSE, TRUE } = names?.members ?? {};
  return type === BITFIELD || (type === ENUM && FALSE === 0 && TRUE === 1);
}

/** Numbers of either byte order: the library returns little-endian numbers, also in pairs. */
function isComplex({ type, size, compound_type: compound }: ElementType): boolean {
  if (type !== COMPOUND || compound?.nmembers !== 2) return false;
  return compound.members.every(
    (member, i) =>
      member.name === 'ri'[i] &&
      member.type === FLOAT &&
      member.size === size / 2 &&
      (member.size === 4 || member.size === 8) &&
      member.offset === (i * size) / 2,
  );
}

function numberName({ type, size, signed, vlen, enum_type: names }: ElementType): string {
  const base = type === ENUM ? names!.type : type;
  const letter = base === FLOAT ? 'f' : signed ? 'i' : 'u';
  const name = `${letter}${size}`;
  if (!vlen && (base === FLOAT || base === INTEGER) && name in ARRAY_OF_TYPESTR) return name;
  throw new PsyrunError(
    'PSYRUN_NOT_SUPPORTED',
    vlen
      ? 'Strings and lists of variable length cannot be read.'
      : `Elements of HDF5's class ${CLASSES[type] ?? type} with ${size} bytes cannot be read.`,
    {
      hint: 'psyrun reads numbers of up to 8 bytes, booleans, complex numbers and strings of one width.',
    },
  );
}

function typedArray(name: string, bytes: Uint8Array): NumericArray {
  const Type = ARRAY_OF_TYPESTR[name as keyof typeof ARRAY_OF_TYPESTR];
  return new Type(
    bytes.buffer as ArrayBuffer,
    bytes.byteOffset,
    bytes.length / Type.BYTES_PER_ELEMENT,
  );
}
