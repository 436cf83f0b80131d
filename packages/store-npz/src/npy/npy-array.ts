import { endianness } from 'node:os';
import {
  ARRAY_OF_DTYPE,
  ARRAY_OF_TYPESTR,
  dtypeOf,
  halfFloat,
  sizeOf,
  type PackedColumn,
  type ReadColumn,
} from '@psyrun/columns/internal';
import { PsyrunError, type NumericArray } from '@psyrun/core';
import type { Dtype } from '@psyrun/columns';
import { formatNpyHeader, type NpyHeader } from './npy-header.ts';
import type { NpyDtype } from './npy-dtype.ts';
import { decodeBytes, decodeStrings, encodeStrings, stringDtype, widthOf } from './npy-strings.ts';
import { decodeDates, decodeDifferences } from './npy-times.ts';

/**
 * True if the machine is little-endian: typed arrays use its byte order. Npy files of both orders
 * are read.
 */
const LITTLE_ENDIAN = endianness() === 'LE';

/** The remedy for one array that cannot be read. */
export const OTHERS_HINT = 'To read the other columns, choose them: load(file, { columns: […] }).';

const LONGEST_PIECE = 2 ** 30;
const MOST_EMPTY_ROWS = 2 ** 24;

/**
 * Returns the elements of an npy array as a column. `bytes` are those of the file behind the
 * header.
 *
 * `bytes` may be changed (the byte order of big-endian elements); they are copied only if
 * necessary. Throws `PSYRUN_FILE_FORMAT` if their number does not fit the shape.
 *
 * @example
 * ```ts
 * const dtype = { kind: 'i', itemSize: 2, littleEndian: true } as const;
 * const header = { dtype, shape: [2], fortranOrder: false };
 * decodeArray(header, Uint8Array.of(1, 0, 255, 255)).data; // => Int16Array.of(1, -1)
 * ```
 */
export function decodeArray(header: NpyHeader, bytes: Uint8Array): ReadColumn {
  const { dtype, shape, fortranOrder } = header;
  checkLength(header, bytes.length);
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  if (dtype.littleEndian !== LITTLE_ENDIAN) swap(aligned, wordSize(dtype));
  const rowMajor = fortranOrder ? transposed(aligned, shape, dtype.itemSize) : aligned;
  return typed(dtype, shape, rowMajor);
}

/** Throws `PSYRUN_FILE_FORMAT` if the number of bytes does not fit the shape. */
export function checkLength({ dtype, shape }: NpyHeader, bytes: number): void {
  // Without this check, a few bytes could claim any number of rows of elements of zero bytes.
  const isHollow = bytes === 0 && shape.some((length) => length > MOST_EMPTY_ROWS);
  if (sizeOf(shape) * dtype.itemSize === bytes && !isHollow) return;
  throw new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `Its shape (${shape.join(', ')}) with elements of ${dtype.itemSize} bytes promises ${sizeOf(shape) * dtype.itemSize} bytes, and it holds ${bytes}.`,
    { hint: OTHERS_HINT },
  );
}

/**
 * Returns a column as the pieces of an npy file: header and elements. Numbers are not copied.
 *
 * Throws `PSYRUN_STORE_VALUE` for strings that end with a NUL character, which NumPy would cut off.
 */
export function encodeArray(key: string, column: PackedColumn): Uint8Array[] {
  const { shape } = column;
  const width = column.kind === 'string' ? widthOf(column.data) : 0;
  const dtype =
    column.kind === 'number'
      ? npyDtype(column.kind, dtypeOf(column.data))
      : npyDtype(column.kind, undefined, width);
  return [
    formatNpyHeader({ dtype, shape, fortranOrder: false }),
    ...encodeElements(key, column, width),
  ];
}

/** Returns the type of the elements of a packed column, of strings with their width in characters. */
export function npyDtype(kind: PackedColumn['kind'], dtype?: Dtype, width = 1): NpyDtype {
  switch (kind) {
    case 'boolean':
      return dtypeNamed('b', 1);
    case 'complex':
      return dtypeNamed('c', 16);
    case 'string':
      return stringDtype(width, LITTLE_ENDIAN);
    case 'number':
      return dtypeNamed(
        dtype!.startsWith('float') ? 'f' : dtype!.startsWith('uint') ? 'u' : 'i',
        ARRAY_OF_DTYPE[dtype!].BYTES_PER_ELEMENT,
      );
  }
}

/** Returns the elements of a column, without a header, as pieces. Throws as {@link encodeArray} does. */
export function encodeElements(key: string, column: PackedColumn, width: number): Uint8Array[] {
  if (column.kind !== 'string') return bytesOf(column.data);
  return bytesOf(encodeStrings(key, column.data, column.shape[0]!, width));
}

function dtypeNamed(kind: NpyDtype['kind'], itemSize: number): NpyDtype {
  return { kind, itemSize, littleEndian: LITTLE_ENDIAN };
}

/** Yields pieces: an array of numbers may have more bytes than an array of bytes can hold. */
function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < byteLength; at += LONGEST_PIECE) {
    pieces.push(new Uint8Array(buffer, byteOffset + at, Math.min(LONGEST_PIECE, byteLength - at)));
  }
  return pieces;
}

function typed(dtype: NpyDtype, shape: readonly number[], bytes: Uint8Array): ReadColumn {
  const { kind, itemSize } = dtype;
  switch (kind) {
    case 'b':
      return { kind: 'boolean', shape, data: bytes };
    case 'U':
      return { kind: 'string', shape, data: decodeStrings(bytes, itemSize, sizeOf(shape)) };
    case 'S':
      return { kind: 'value', shape, data: decodeBytes(bytes, itemSize, sizeOf(shape)) };
    case 'M':
      return { kind: 'value', shape, data: decodeDates(int64s(bytes), dtype.unit!) };
    case 'm':
      return { kind: 'number', shape, data: decodeDifferences(int64s(bytes), dtype.unit!) };
    case 'c': {
      const floats = numbers(`f${itemSize / 2}`, bytes);
      return { kind: 'complex', shape, data: Float64Array.from(floats as Float64Array) };
    }
    default:
      return { kind: 'number', shape, data: numbers(`${kind}${itemSize}`, bytes) };
  }
}

function int64s(bytes: Uint8Array): BigInt64Array {
  return numbers('i8', bytes) as BigInt64Array;
}

function numbers(name: string, bytes: Uint8Array): NumericArray {
  if (name === 'f2') {
    const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
    return Float32Array.from(halves, halfFloat);
  }
  const Type = ARRAY_OF_TYPESTR[name as keyof typeof ARRAY_OF_TYPESTR];
  return new Type(
    bytes.buffer as ArrayBuffer,
    bytes.byteOffset,
    bytes.length / Type.BYTES_PER_ELEMENT,
  );
}

/**
 * The number of bytes whose order depends on the machine: half of a complex number, a character.
 */
function wordSize({ kind, itemSize }: NpyDtype): number {
  return kind === 'U' ? 4 : kind === 'S' ? 1 : kind === 'c' ? itemSize / 2 : itemSize;
}

function swap(bytes: Uint8Array, word: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (word === 2) buffer.swap16();
  if (word === 4) buffer.swap32();
  if (word === 8) buffer.swap64();
}

/** Returns the bytes in row-major order; in Fortran order the first axis varies fastest. */
function transposed(bytes: Uint8Array, shape: readonly number[], itemSize: number): Uint8Array {
  const result = new Uint8Array(bytes.length);
  const index = new Array<number>(shape.length).fill(0);
  for (let from = 0; from < bytes.length; from += itemSize) {
    const to = index.reduce((offset, i, axis) => offset * shape[axis]! + i, 0) * itemSize;
    result.set(bytes.subarray(from, from + itemSize), to);
    for (let axis = 0; axis < shape.length && ++index[axis]! === shape[axis]; axis++)
      index[axis] = 0;
  }
  return result;
}
