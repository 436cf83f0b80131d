import { sizeOf, type PackedTable } from '@psyrun/columns/internal';
import { markBooleans } from './headers/boolean-marks.ts';
import { CHECKSUM_ATTRIBUTE, ContentChecksum } from './checksum/content-checksum.ts';
import { notWritten } from './h5-errors.ts';
import type { Rows } from './library/h5-dataset.ts';
import { H5Handle } from './library/h5-handle.ts';
import { headerPlaces, removeTimes } from './headers/no-times.ts';
import { encodeColumn, type EncodedColumn } from './type/encode-column.ts';
import { groupsOf, pathOf } from './h5-path.ts';

/** Number of bytes of a chunk of a large column. A chunk is read and compressed as a whole. */
const CHUNK_BYTES = 1 << 18;
/** The chunk of a small column is not much larger than the column. */
const FEWEST_CHUNK_ROWS = 64;

/** Options of {@link writeTable}. */
interface WriteOptions {
  /** The path, from the root, of the group of the columns. */
  readonly node: string;
  /** The level of gzip, 1 to 9; 0 means no compression. */
  readonly compression: number;
}

/**
 * Writes a table to the new file `path`, which later becomes the file `name`. Reads back the type
 * and the number of rows of every column.
 *
 * Each column has the checksum of its rows. Equal tables make equal files, byte for byte. Throws `PSYRUN_STORE_WRITE`, and `PSYRUN_STORE_VALUE`
 * for values that HDF5 cannot store.
 */
export async function writeTable(
  path: string,
  name: string,
  table: PackedTable,
  { node, compression }: WriteOptions,
): Promise<void> {
  const columns = Array.from(table, ([key, column]) => ({
    path: pathOf(node, key),
    ...encodeColumn(key, column),
  }));
  const booleans = columns.filter(({ isBoolean }) => isBoolean);
  const others = columns.filter(({ isBoolean }) => !isBoolean);
  if (booleans.length > 0) {
    await using(H5Handle.write(path, name, 'w'), (file) => {
      createTree(file, node);
      for (const column of booleans) createColumn(file, column, compression);
    });
    await markBooleans(path, booleans.length);
  }
  await using(H5Handle.write(path, name, booleans.length > 0 ? 'r+' : 'w'), (file) => {
    if (booleans.length === 0) createTree(file, node);
    for (const column of others) createColumn(file, column, compression);
  });
  const headers = await headerPlaces(path);
  await using(H5Handle.write(path, name, 'r+'), (file) => {
    for (const column of columns) fillColumn(file, column);
  });
  await removeTimes(path, headers);
  await using(H5Handle.write(path, name, 'r'), (file) => {
    for (const column of columns) verifyColumn(file, name, column);
  });
}

interface Dataset extends EncodedColumn {
  readonly path: string;
}

async function using(opening: Promise<H5Handle>, action: (file: H5Handle) => void): Promise<void> {
  const file = await opening;
  try {
    action(file);
  } finally {
    file.close();
  }
}

/** Adds the groups and attributes that PyTables expects in its own files. */
function createTree(file: H5Handle, node: string): void {
  for (const group of ['/', ...groupsOf(node)]) {
    if (group !== '/') file.createGroup(group);
    file.createAttribute(group, 'CLASS', 'GROUP');
    file.createAttribute(group, 'TITLE', '');
    file.createAttribute(group, 'VERSION', '1.0');
  }
  file.createAttribute('/', 'PYTABLES_FORMAT_VERSION', '2.1');
}

/** Creates a column without rows: PyTables calls it an extendible array. */
function createColumn(file: H5Handle, column: Dataset, compression: number): void {
  const { path, type } = column;
  const [rows, ...rowShape] = column.shape as [number, ...number[]];
  file.createDataset(path, {
    type,
    shape: [0, ...rowShape],
    chunks: [chunkRows(rows, rowBytes(column)), ...rowShape.map((length) => Math.max(1, length))],
    compression,
  });
  file.createAttribute(path, 'CLASS', 'EARRAY');
  file.createAttribute(path, 'EXTDIM', 0);
  file.createAttribute(path, 'TITLE', '');
  file.createAttribute(path, 'VERSION', '1.1');
  file.createAttribute(path, CHECKSUM_ATTRIBUTE, checksumOf(column));
}

/** Returns chunks of equal size, so that the last one is not half empty. */
function chunkRows(rows: number, bytes: number): number {
  const most = Math.max(1, Math.floor(CHUNK_BYTES / Math.max(1, bytes)));
  if (rows <= most) return Math.min(most, Math.max(rows, FEWEST_CHUNK_ROWS));
  return Math.ceil(rows / Math.ceil(rows / most));
}

function fillColumn(file: H5Handle, column: Dataset): void {
  const [count, ...rowShape] = column.shape as [number, ...number[]];
  file.resize(column.path, column.shape);
  const rows: Rows = { from: 0, count, rowShape, rowBytes: rowBytes(column) };
  file.writeRows(column.path, rows, column.elements);
}

function verifyColumn(file: H5Handle, name: string, column: Dataset): void {
  const { path, type, shape, isBoolean } = column;
  const found = file.describe(path);
  const sameType = found.size === type.size && (found.type === type.type || isBoolean);
  const sameShape = shape.every((length, axis) => found.shape?.[axis] === length);
  if (sameType && sameShape) return;
  throw notWritten(name, `${path} has shape [${found.shape?.join()}] instead of [${shape.join()}]`);
}

function checksumOf({ shape, elements }: EncodedColumn): string {
  const checksum = new ContentChecksum();
  checksum.add(shape[0]!, elements);
  return checksum.toString();
}

function rowBytes({ type, shape }: EncodedColumn): number {
  return type.size * sizeOf(shape.slice(1));
}
