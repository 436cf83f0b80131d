import {
  commonRowCount,
  rowIndex,
  rowOf,
  unpackTable,
  type PackedColumn,
  type PackedTable,
} from '@psyrun/columns';
import type { Row } from '@psyrun/core';
import { notReadable } from './h5-errors.ts';
import { H5Handle } from './h5-handle.ts';
import { GROUP } from './h5-path.ts';
import { StoredColumn } from './stored-column.ts';

/** All columns of an HDF5 file; throws as `H5Store.load` does. */
export async function readTable(path: string): Promise<PackedTable> {
  const file = await H5Handle.read(path);
  try {
    return ofEach(columnsIn(path, file), (column) => column.read(0, column.rows));
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
    return rowOf(unpackTable(ofEach(columns, (column) => column.read(row, 1))), 0);
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
      yield ofEach(columns, (column) => column.read(row, Math.min(batch, rows - row)));
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
  return file.names(GROUP).map((key) => new StoredColumn(name, file, key));
}

/** Other programs write columns of unequal length; which value is of which row is then lost. */
function rowsIn(name: string, columns: readonly StoredColumn[]): number {
  try {
    return commonRowCount(new Map(columns.map(({ key, rows }) => [key, rows])));
  } catch (error) {
    throw notReadable(name, (error as Error).message, error);
  }
}

function ofEach(
  columns: readonly StoredColumn[],
  read: (column: StoredColumn) => PackedColumn,
): PackedTable {
  return new Map(columns.map((column) => [column.key, read(column)]));
}
