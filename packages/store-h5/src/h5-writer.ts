import { sizeOf, type PackedTable } from '@psyrun/columns';
import { markBooleans } from './boolean-marks.ts';
import { notWritten } from './h5-errors.ts';
import { H5Handle, type Rows } from './h5-handle.ts';
import { encodeColumn, type EncodedColumn } from './h5-type.ts';
import { GROUP, pathOf } from './h5-path.ts';

/** Bytes of a chunk of a large column; chunks are what is read and compressed at once. */
const CHUNK_BYTES = 1 << 16;
/** A small column is not given much more room than it needs. */
const FEWEST_CHUNK_ROWS = 64;
const DEFLATE = 1;
const FLETCHER32 = 3;

/**
 * Writes a table to the new file `path`, which is to become the file `name`, and reads back that
 * every column has its type and its rows.
 *
 * `compression` is 1 to 9, the level of gzip; 0 is none, and then each chunk has a checksum.
 * Throws `PSYRUN_STORE_WRITE`, and `PSYRUN_STORE_VALUE` for what HDF5 cannot hold.
 */
export async function writeTable(
  path: string,
  name: string,
  table: PackedTable,
  compression: number,
): Promise<void> {
  const columns = Array.from(table, ([key, column]) => ({
    path: pathOf(key),
    ...encodeColumn(key, column),
  }));
  const booleans = columns.filter(({ isBoolean }) => isBoolean);
  const others = columns.filter(({ isBoolean }) => !isBoolean);
  await using(H5Handle.write(path, name, 'w'), (file) => {
    createTree(file);
    for (const column of booleans) createColumn(file, column, compression);
  });
  await markBooleans(path, booleans.length);
  await using(H5Handle.write(path, name, 'r+'), (file) => {
    for (const column of others) createColumn(file, column, compression);
    for (const column of columns) fillColumn(file, column);
  });
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

/** Groups and attributes that PyTables expects of a file of its own. */
function createTree(file: H5Handle): void {
  file.createGroup(GROUP);
  for (const group of ['/', GROUP]) {
    file.createAttribute(group, 'CLASS', 'GROUP');
    file.createAttribute(group, 'TITLE', '');
    file.createAttribute(group, 'VERSION', '1.0');
  }
  file.createAttribute('/', 'PYTABLES_FORMAT_VERSION', '2.1');
}

/** A column without rows: what PyTables calls an extendible array. */
function createColumn(file: H5Handle, column: Dataset, compression: number): void {
  const { path, type } = column;
  const [rows, ...rowShape] = column.shape;
  const most = Math.floor(CHUNK_BYTES / Math.max(1, rowBytes(column)));
  const chunkRows = Math.max(1, Math.min(most, Math.max(rows!, FEWEST_CHUNK_ROWS)));
  file.createDataset(path, {
    type,
    shape: [0, ...rowShape],
    chunks: [chunkRows, ...rowShape.map((length) => Math.max(1, length))],
    filter: compression > 0 ? DEFLATE : FLETCHER32,
    filterOptions: compression > 0 ? [compression] : [],
  });
  file.createAttribute(path, 'CLASS', 'EARRAY');
  file.createAttribute(path, 'EXTDIM', 0);
  file.createAttribute(path, 'TITLE', '');
  file.createAttribute(path, 'VERSION', '1.1');
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

function rowBytes({ type, shape }: EncodedColumn): number {
  return type.size * sizeOf(shape.slice(1));
}
