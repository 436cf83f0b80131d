import { formatError } from '@psyrun/files';
import { rowIndex, rowOf } from '@psyrun/columns';
import {
  commonRowCount,
  unpackTable,
  type PackedColumn,
  type PackedTable,
} from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';
import { notAlone } from './h5-errors.ts';
import { H5Handle } from './h5-handle.ts';
import { groupsOf, pathOf } from './h5-path.ts';
import { StoredColumn } from './stored-column.ts';

/** Returns all columns of the group `node` of an HDF5 file; throws as `H5Store.load` does. */
export async function readTable(path: string, node: string): Promise<PackedTable> {
  const file = await H5Handle.read(path);
  try {
    return ofEach(columnsIn(path, file, node), (column) => column.read(0, column.rows));
  } finally {
    file.close();
  }
}

/** Returns row `index` of an HDF5 file; negative indices count from the end. */
export async function readRow(path: string, node: string, index: number): Promise<Row> {
  const file = await H5Handle.read(path);
  try {
    const columns = columnsIn(path, file, node);
    const row = rowIndex(index, rowsIn(path, columns));
    return rowOf(unpackTable(ofEach(columns, (column) => column.read(row, 1))), 0);
  } finally {
    file.close();
  }
}

/** Yields the rows of an HDF5 file in order, at most `batch` at a time. */
export async function* scanTable(
  path: string,
  node: string,
  batch: number,
): AsyncGenerator<PackedTable> {
  const file = await H5Handle.read(path);
  try {
    const columns = columnsIn(path, file, node);
    const rows = rowsIn(path, columns);
    for (let row = 0; row < rows; row += batch) {
      yield ofEach(columns, (column) => column.read(row, Math.min(batch, rows - row)));
    }
  } finally {
    file.close();
  }
}

/**
 * Throws `PSYRUN_NOT_SUPPORTED` if the file holds anything beside the group `node`: writing a new
 * file would lose it.
 */
export async function checkAlone(path: string, node: string): Promise<void> {
  const file = await H5Handle.read(path);
  try {
    let parent = '/';
    for (const group of groupsOf(node)) {
      const other = file.names(parent).find((name) => pathOf(parent, name) !== group);
      if (other !== undefined) throw notAlone(path, node, pathOf(parent, other));
      parent = group;
    }
  } finally {
    file.close();
  }
}

function columnsIn(name: string, file: H5Handle, node: string): StoredColumn[] {
  let names = file.names('/');
  // The original writes a file without the group if there is nothing to store.
  if (names.length === 0) return [];
  for (const group of groupsOf(node)) {
    if (!names.includes(group.slice(group.lastIndexOf('/') + 1))) {
      throw formatError(name, 'HDF5', `it has no group ${group}, but ${names.join(', ')}`);
    }
    names = file.names(group);
  }
  return names.map((key) => new StoredColumn(name, file, key, pathOf(node, key)));
}

/**
 * Other programs may write columns of unequal length; it is then unknown which values form a row.
 */
function rowsIn(name: string, columns: readonly StoredColumn[]): number {
  try {
    return commonRowCount(new Map(columns.map(({ key, rows }) => [key, rows])));
  } catch (error) {
    throw formatError(name, 'HDF5', (error as Error).message, error);
  }
}

function ofEach(
  columns: readonly StoredColumn[],
  read: (column: StoredColumn) => PackedColumn,
): PackedTable {
  return new Map(columns.map((column) => [column.key, read(column)]));
}
