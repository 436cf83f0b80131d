import { sizeOf, type PackedColumn } from '@psyrun/columns/internal';
import { PsyrunError } from '@psyrun/core';
import { ByteQueue } from './byte-queue.ts';
import { checkLength, decodeArray } from './npy-array.ts';
import { npyDataOffset, NPY_PREFIX_BYTES, parseNpyHeader, type NpyHeader } from './npy-header.ts';
import type { ZipMember } from './zip-directory.ts';
import { readAt, readMember, streamMember, type Zip } from './zip-reader.ts';

/** An npy array in an archive whose header has been read. */
export interface ZipArray {
  readonly zip: Zip;
  readonly member: ZipMember;
  readonly header: NpyHeader;
  /** The offset of the elements in the member. */
  readonly dataOffset: number;
}

/** Reads the header of an array. Throws as {@link parseNpyHeader} and {@link checkLength} do. */
export async function openArray(zip: Zip, member: ZipMember): Promise<ZipArray> {
  const bytes = new ByteQueue(streamMember(zip, member));
  try {
    const prefix = await bytes.take(NPY_PREFIX_BYTES);
    const rest = await bytes.take(npyDataOffset(prefix) - prefix.length);
    const { header, dataOffset } = parseNpyHeader(Buffer.concat([prefix, rest]));
    checkLength(header, member.size - dataOffset);
    return { zip, member, header: withRows(header), dataOffset };
  } finally {
    await bytes.close();
  }
}

/** Returns the whole array and verifies its checksum. */
export async function readArray(zip: Zip, member: ZipMember): Promise<PackedColumn> {
  const bytes = await readMember(zip, member);
  const { header, dataOffset } = parseNpyHeader(bytes);
  return decodeArray(withRows(header), bytes.subarray(dataOffset));
}

/** Returns one row, as an array of one row. Reads only the bytes of that row where possible. */
export async function readArrayRow(array: ZipArray, row: number): Promise<PackedColumn> {
  const { zip, member, header, dataOffset } = array;
  if (member.compressed || !isRowMajor(header)) {
    return sliceRows(await readArray(zip, member), row, row + 1);
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
export function sliceRows(column: PackedColumn, from: number, to: number): PackedColumn {
  const [rows, ...shape] = column.shape;
  const width = rows === 0 ? 0 : column.data.length / rows!;
  const data = column.data.slice(from * width, to * width);
  return { ...column, shape: [to - from, ...shape], data } as PackedColumn;
}

function withRows(header: NpyHeader): NpyHeader {
  if (header.shape.length > 0) return header;
  throw new PsyrunError('PSYRUN_FILE_FORMAT', 'It is a single value without an axis for rows.');
}
