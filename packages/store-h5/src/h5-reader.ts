import {
  columnError,
  commonRowCount,
  rowIndex,
  rowOf,
  sizeOf,
  unpackTable,
  type PackedColumn,
  type PackedTable,
} from '@psyrun/columns';
import type { Row } from '@psyrun/core';
import type { Metadata } from 'h5wasm/node';
import { notReadable } from './h5-errors.ts';
import { H5Handle } from './h5-handle.ts';
import { GROUP } from './h5-path.ts';
import { decodeColumn } from './h5-type.ts';

/** More bytes than this, for each byte of a file, no compression saves: its shape is damaged. */
const MOST_EXPANSION = 1032;

/** A column of a file that is open. */
interface StoredColumn {
  readonly name: string;
  readonly file: H5Handle;
  readonly key: string;
  readonly metadata: Metadata;
  readonly shape: readonly number[];
}

/** All columns of an HDF5 file; throws as `H5Store.load` does. */
export async function readTable(path: string): Promise<PackedTable> {
  const file = await H5Handle.read(path);
  try {
    return rowsOfEach(columnsIn(path, file), (column) => [0, column.shape[0]!]);
  } finally {
    file.close();
  }
}

/** Row `index` of an HDF5 file, negative from the end. */
export async function readRow(path: string, index: number): Promise<Row> {
  const file = await H5Handle.read(path);
  try {
    const columns = columnsIn(path, file);
    const row = rowIndex(index, rowsIn(path, columns));
    return rowOf(unpackTable(rowsOfEach(columns, () => [row, 1])), 0);
  } finally {
    file.close();
  }
}

/** The rows of an HDF5 file in order, at most `batch` at a time. */
export async function* scanTable(path: string, batch: number): AsyncGenerator<PackedTable> {
  const file = await H5Handle.read(path);
  try {
    const columns = columnsIn(path, file);
    const rows = rowsIn(path, columns);
    for (let row = 0; row < rows; row += batch) {
      yield rowsOfEach(columns, () => [row, Math.min(batch, rows - row)]);
    }
  } finally {
    file.close();
  }
}

function columnsIn(name: string, file: H5Handle): StoredColumn[] {
  const groups = file.names('/');
  // The original leaves a file without the group when there is nothing to store.
  if (groups.length === 0) return [];
  if (!groups.includes(GROUP.slice(1))) {
    throw notReadable(name, `it has no group ${GROUP}, but ${groups.join(', ')}`);
  }
  return file.names(GROUP).map((key) => columnAt(name, file, key));
}

function columnAt(name: string, file: H5Handle, key: string): StoredColumn {
  const path = `${GROUP}/${key}`;
  if (!file.isDataset(path)) throw notReadable(name, `${path} is no dataset`);
  const metadata = file.describe(path);
  const { shape, size } = metadata;
  if (!shape || shape.length === 0) throw notReadable(name, `${path} has no axis for rows`);
  if (!(sizeOf(shape) * size <= file.size * MOST_EXPANSION)) {
    throw notReadable(name, `${path} has shape [${shape.join(', ')}], which it cannot hold`);
  }
  return { name, file, key, metadata, shape };
}

/** Other programs write columns of unequal length; which value is of which row is then lost. */
function rowsIn(name: string, columns: readonly StoredColumn[]): number {
  try {
    return commonRowCount(new Map(columns.map(({ key, shape }) => [key, shape[0]!])));
  } catch (error) {
    throw notReadable(name, (error as Error).message, error);
  }
}

function rowsOfEach(
  columns: readonly StoredColumn[],
  rows: (column: StoredColumn) => [from: number, count: number],
): PackedTable {
  return new Map(columns.map((column) => [column.key, readRows(column, ...rows(column))]));
}

function readRows(
  { name, file, key, metadata, shape }: StoredColumn,
  from: number,
  count: number,
): PackedColumn {
  const rowShape = shape.slice(1);
  const rowBytes = metadata.size * sizeOf(rowShape);
  const bytes = file.readRows(`${GROUP}/${key}`, { from, count, rowShape, rowBytes });
  try {
    return decodeColumn(metadata, [count, ...rowShape], bytes);
  } catch (error) {
    throw columnError(name, key, error);
  }
}
