import { dtypeOf, packedLike, sizeOf, type PackedColumn } from '@psyrun/columns/internal';
import type { Metadata } from 'h5wasm/node';
import { CHECKSUM_ATTRIBUTE, ContentChecksum } from '../checksum/content-checksum.ts';
import { CHUNK_BYTES } from '../h5-chunks.ts';
import type { H5Handle } from '../library/h5-handle.ts';
import { StoredColumn } from '../read/stored-column.ts';
import { dtypeName } from '../type/decode-column.ts';
import { encodeElements, stringTypeOf } from '../type/encode-column.ts';
import { isBoolean } from '../type/h5-type.ts';

/**
 * A column may grow to this number of its chunks before the file is written anew with larger ones. So a
 * file that grows a row at a time is written anew for every doubling of its rows, twice.
 */
const MOST_SMALL_CHUNKS = 4;

/** Rows that can be added to a column of a file without a change of the rows before them. */
export interface AddedRows {
  readonly path: string;
  /** The number of rows in the file. */
  readonly from: number;
  readonly count: number;
  readonly rowShape: readonly number[];
  readonly rowBytes: number;
  readonly elements: ArrayBufferView;
  /** The checksum of all rows. */
  readonly checksum: string;
}

/**
 * Returns the rows of `added` as they are added to a column. Undefined if the file has to be written
 * anew: psyrun did not write the column, its type or its shape change, or its chunks are too small.
 * Throws as {@link StoredColumn.check} does.
 */
export function appendable(
  name: string,
  file: H5Handle,
  key: string,
  path: string,
  added: PackedColumn,
): AddedRows | undefined {
  const column = new StoredColumn(name, file, key, path);
  column.check();
  const metadata = file.describe(path);
  const rowShape = metadata.shape!.slice(1);
  const rowBytes = metadata.size * sizeOf(rowShape);
  const checksum = ContentChecksum.parse(file.textAttribute(path, CHECKSUM_ATTRIBUTE));
  const fitting = checksum?.rows === column.rows && packedLike(added, column.read(0, 0));
  if (!fitting || !hasType(metadata, fitting)) return undefined;
  const count = fitting.shape[0]!;
  if (areTooSmall(metadata.chunks?.[0] ?? 0, rowBytes, column.rows + count)) return undefined;
  const elements = encodeElements(key, fitting, { size: metadata.size, cset: metadata.cset! });
  checksum.add(count, elements);
  return {
    path,
    from: column.rows,
    count,
    rowShape,
    rowBytes,
    elements,
    checksum: checksum.toString(),
  };
}

/** True if the type of a column of psyrun is the one for these values. */
function hasType(stored: Metadata, column: PackedColumn): boolean {
  switch (column.kind) {
    case 'string': {
      const { size, cset } = stringTypeOf(column);
      return !stored.vlen && size <= stored.size && cset === stored.cset;
    }
    case 'boolean':
      return isBoolean(stored);
    case 'complex':
      return dtypeName(stored) === 'complex128';
    case 'number':
      return dtypeName(stored) === dtypeOf(column.data) && stored.littleEndian;
  }
}

function areTooSmall(chunkRows: number, rowBytes: number, rows: number): boolean {
  return chunkRows * rowBytes < CHUNK_BYTES / 2 && rows > MOST_SMALL_CHUNKS * chunkRows;
}
