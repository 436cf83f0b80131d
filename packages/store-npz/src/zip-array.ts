import { sizeOf, type ReadColumn } from '@psyrun/columns/internal';
import { PsyrunError } from '@psyrun/core';
import { ByteQueue } from './zip/byte-queue.ts';
import { checkLength, decodeArray, OTHERS_HINT } from './npy/npy-array.ts';
import {
  npyDataOffset,
  NPY_PREFIX_BYTES,
  parseNpyFields,
  type NpyFields,
  type NpyHeader,
} from './npy/npy-header.ts';
import { parseDescr } from './npy/npy-dtype.ts';
import { readAt, readMember, streamMember, type Zip } from './zip/zip-reader.ts';
import type { ZipMember } from './zip/zip-directory.ts';

/** An npy array in an archive whose header has been read. */
export interface ZipArray {
  readonly zip: Zip;
  readonly member: ZipMember;
  readonly header: NpyHeader;
  /** The offset of the elements in the member. */
  readonly dataOffset: number;
}

/**
 * Reads the header of an array, and nothing else. Throws what speaks against reading the rest:
 * `PSYRUN_FILE_FORMAT` and `PSYRUN_NOT_SUPPORTED`.
 */
export async function openArray(zip: Zip, member: ZipMember): Promise<ZipArray> {
  return arrayOf(zip, member, await readFields(zip, member));
}

/** Returns the fields of the header of an array, whatever the type of its elements is. */
export async function readFields(zip: Zip, member: ZipMember): Promise<NpyFields> {
  const bytes = new ByteQueue(streamMember(zip, member));
  try {
    const prefix = await bytes.take(NPY_PREFIX_BYTES);
    const rest = await bytes.take(Math.max(0, npyDataOffset(prefix) - prefix.length));
    return parseNpyFields(Buffer.concat([prefix, rest]));
  } finally {
    await bytes.close();
  }
}

/** Returns the array whose header has these fields; throws as {@link openArray} does. */
export function arrayOf(
  zip: Zip,
  member: ZipMember,
  { descr, shape, fortranOrder, dataOffset }: NpyFields,
): ZipArray {
  if (shape.length === 0) throw withoutRows();
  const header = { dtype: parseDescr(descr), shape, fortranOrder };
  checkLength(header, member.size - dataOffset);
  return { zip, member, header, dataOffset };
}

/** Returns the whole array and verifies its checksum. */
export async function readArray(array: ZipArray): Promise<ReadColumn> {
  const { zip, member, header, dataOffset } = array;
  const bytes = await readMember(zip, member);
  return decodeArray(header, bytes.subarray(dataOffset));
}

/** Returns one row, as an array of one row. Reads only the bytes of that row where possible. */
export async function readArrayRow(array: ZipArray, row: number): Promise<ReadColumn> {
  const { zip, member, header, dataOffset } = array;
  if (member.compressed || !isRowMajor(header)) {
    return sliceRows(await readArray(array), row, row + 1);
  }
  const size = rowBytes(header);
  const bytes = await readAt(zip, member.start + dataOffset + row * size, size);
  return decodeArray({ ...header, shape: [1, ...header.shape.slice(1)] }, bytes);
}

/** Bytes of each row of an array. */
export function rowBytes({ dtype, shape }: NpyHeader): number {
  return dtype.itemSize * sizeOf(shape.slice(1));
}

/** True if each row is contiguous and the rows follow each other. */
export function isRowMajor({ fortranOrder, shape }: NpyHeader): boolean {
  return !fortranOrder || shape.length < 2;
}

/** Returns a copy of rows `from` to `to` of a column. */
export function sliceRows(column: ReadColumn, from: number, to: number): ReadColumn {
  const [rows, ...shape] = column.shape;
  const width = rows === 0 ? 0 : column.data.length / rows!;
  const data = column.data.slice(from * width, to * width);
  return { ...column, shape: [to - from, ...shape], data } as ReadColumn;
}

function withoutRows(): PsyrunError {
  const message = 'It is a single value without an axis for rows.';
  return new PsyrunError('PSYRUN_FILE_FORMAT', message, { hint: OTHERS_HINT });
}
