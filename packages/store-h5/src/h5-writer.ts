import { packInLayouts, sizeOf, type PackedTable } from '@psyrun/columns/internal';
import type { TableReader } from '@psyrun/core';
import { changedMeanwhile } from '@psyrun/files';
import { markBooleans } from './headers/boolean-marks.ts';
import { CHECKSUM_ATTRIBUTE, ContentChecksum } from './checksum/content-checksum.ts';
import { chunkRows } from './h5-chunks.ts';
import { notWritten } from './h5-errors.ts';
import { H5Handle } from './library/h5-handle.ts';
import { withFile } from './library/with-file.ts';
import { headerPlaces, removeTimes } from './headers/no-times.ts';
import { planTable, type TablesPlan } from './tables-plan.ts';
import { columnType, encodeElements, type ColumnType } from './type/encode-column.ts';
import type { StringType } from './type/h5-strings.ts';
import { groupsOf, pathOf } from './h5-path.ts';

/** The type of the strings of a column that has none. */
const NO_STRINGS: StringType = { size: 1, cset: 0 };

/** Options of {@link writeTable}. */
interface WriteOptions {
  /** The path, from the root, of the group of the columns. */
  readonly node: string;
  /** The level of gzip, 1 to 9; 0 means no compression. */
  readonly compression: number;
}

/** Writes a table as {@link writeTables} does. */
export async function writeTable(
  path: string,
  name: string,
  table: PackedTable,
  options: WriteOptions,
): Promise<void> {
  await write(path, name, planTable(table), [table], options);
}

/**
 * Writes the rows of tables to the new file `path`, which later becomes the file `name`. Reads back the
 * type and the number of rows of every column.
 *
 * Each column has the checksum of its rows. Equal tables make equal files, byte for byte. Throws
 * `PSYRUN_STORE_WRITE`, also if the tables are not those of the plan, and `PSYRUN_STORE_VALUE` for
 * values that HDF5 cannot store.
 */
export async function writeTables(
  path: string,
  name: string,
  plan: TablesPlan,
  tables: TableReader,
  options: WriteOptions,
): Promise<void> {
  await write(path, name, plan, packed(name, plan, tables), options);
}

async function* packed(
  name: string,
  plan: TablesPlan,
  tables: TableReader,
): AsyncGenerator<PackedTable> {
  for await (const table of tables()) {
    const rows = packInLayouts(table, plan);
    if (rows === undefined) throw changedMeanwhile(name);
    yield rows;
  }
}

async function write(
  path: string,
  name: string,
  plan: TablesPlan,
  tables: Iterable<PackedTable> | AsyncIterable<PackedTable>,
  { node, compression }: WriteOptions,
): Promise<void> {
  const columns = columnsOf(plan, node);
  const booleans = columns.filter(({ isBoolean }) => isBoolean);
  const others = columns.filter(({ isBoolean }) => !isBoolean);
  if (booleans.length > 0) {
    await withFile(H5Handle.write(path, name, 'w'), (file) => {
      createTree(file, node);
      for (const column of booleans) createColumn(file, column, compression);
    });
    await markBooleans(path, booleans.length);
  }
  await withFile(H5Handle.write(path, name, booleans.length > 0 ? 'r+' : 'w'), (file) => {
    if (booleans.length === 0) createTree(file, node);
    for (const column of others) createColumn(file, column, compression);
  });
  const headers = await headerPlaces(path);
  await withFile(H5Handle.write(path, name, 'r+'), (file) => fill(file, name, columns, tables));
  await removeTimes(path, headers);
  await withFile(H5Handle.write(path, name, 'r'), (file) => {
    for (const column of columns) verifyColumn(file, name, column);
  });
}

interface Dataset extends ColumnType {
  readonly key: string;
  readonly path: string;
  readonly rows: number;
  readonly rowShape: readonly number[];
  readonly rowBytes: number;
  readonly strings: StringType;
}

function columnsOf({ rows, layouts, strings }: TablesPlan, node: string): Dataset[] {
  return Array.from(layouts, ([key, layout]) => {
    const ofStrings = strings.get(key) ?? NO_STRINGS;
    const { type, isBoolean } = columnType(layout, ofStrings);
    const { rowShape } = layout;
    const rowBytes = type.size * sizeOf(rowShape);
    const path = pathOf(node, key);
    return { key, path, rows, rowShape, rowBytes, type, isBoolean, strings: ofStrings };
  });
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
  const { path, type, rows, rowShape, rowBytes } = column;
  file.createDataset(path, {
    type,
    shape: [0, ...rowShape],
    chunks: [chunkRows(rows, rowBytes), ...rowShape.map((length) => Math.max(1, length))],
    compression,
  });
  file.createAttribute(path, 'CLASS', 'EARRAY');
  file.createAttribute(path, 'EXTDIM', 0);
  file.createAttribute(path, 'TITLE', '');
  file.createAttribute(path, 'VERSION', '1.1');
}

/** Writes the rows of all tables, and the checksum of each column. */
async function fill(
  file: H5Handle,
  name: string,
  columns: readonly Dataset[],
  tables: Iterable<PackedTable> | AsyncIterable<PackedTable>,
): Promise<void> {
  const checksums = columns.map(() => new ContentChecksum());
  for (const { path, rows, rowShape } of columns) file.resize(path, [rows, ...rowShape]);
  for await (const table of tables) {
    columns.forEach((column, i) => addRows(file, name, column, table, checksums[i]!));
  }
  columns.forEach(({ path, rows }, i) => {
    if (checksums[i]!.rows !== rows) throw changedMeanwhile(name);
    file.createAttribute(path, CHECKSUM_ATTRIBUTE, checksums[i]!.toString());
  });
}

function addRows(
  file: H5Handle,
  name: string,
  { key, path, rows, rowShape, rowBytes, strings }: Dataset,
  table: PackedTable,
  checksum: ContentChecksum,
): void {
  const column = table.get(key)!;
  const elements = encodeElements(key, column, strings);
  const from = checksum.rows;
  const count = column.shape[0]!;
  if (from + count > rows) throw changedMeanwhile(name);
  file.writeRows(path, { from, count, rowShape, rowBytes }, elements);
  checksum.add(count, elements);
}

function verifyColumn(file: H5Handle, name: string, column: Dataset): void {
  const { path, type, rows, rowShape, isBoolean } = column;
  const shape = [rows, ...rowShape];
  const found = file.describe(path);
  const sameType = found.size === type.size && (found.type === type.type || isBoolean);
  const sameShape = shape.every((length, axis) => found.shape?.[axis] === length);
  if (sameType && sameShape) return;
  throw notWritten(name, `${path} has shape [${found.shape?.join()}] instead of [${shape.join()}]`);
}
