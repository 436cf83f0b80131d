import { chosenKeys, rowIndex, rowOf } from '@psyrun/columns';
import {
  rowsInFile,
  rowsOfAll,
  unpackTable,
  type ReadColumn,
  type ReadTable,
} from '@psyrun/columns/internal';
import type { ColumnContent, FileContent, OtherContent, Row } from '@psyrun/core';
import { notAlone } from '../h5-errors.ts';
import { groupsOf, pathOf } from '../h5-path.ts';
import { H5Handle } from '../library/h5-handle.ts';
import { notOnlyColumns } from './layout-errors.ts';
import { StoredColumn } from './stored-column.ts';
import { isEmpty, tableGroup } from './table-group.ts';

/** The chosen keys; undefined for all. */
type Columns = readonly string[] | undefined;

/** Returns columns of the group `node` of an HDF5 file; throws as `H5Store.load` does. */
export async function readTable(path: string, node: string, columns?: Columns): Promise<ReadTable> {
  return reading(path, (file) =>
    ofEach(columnsIn(path, file, node, columns), (column) => column.read(0, column.rows)),
  );
}

/** Returns row `index` of an HDF5 file; negative indices count from the end. */
export async function readRow(path: string, node: string, index: number): Promise<Row> {
  return reading(path, (file) => {
    const columns = columnsIn(path, file, node, undefined);
    const row = rowIndex(index, rowsIn(path, columns));
    return rowOf(unpackTable(ofEach(columns, (column) => column.read(row, 1))), 0);
  });
}

/** Yields the rows of some columns of an HDF5 file in order, at most `batch` at a time. */
export async function* scanTable(
  path: string,
  node: string,
  chosen: Columns,
  batch: number,
): AsyncGenerator<ReadTable> {
  const file = await H5Handle.read(path);
  try {
    const columns = columnsIn(path, file, node, chosen);
    const rows = rowsIn(path, columns);
    for (let row = 0; row < rows; row += batch) {
      yield ofEach(columns, (column) => column.read(row, Math.min(batch, rows - row)));
    }
  } finally {
    file.close();
  }
}

/** Returns what the group `node` of an HDF5 file holds. Reads no rows. */
export async function contentOf(path: string, node: string): Promise<FileContent> {
  return reading(path, (file) => {
    const group = tableGroup(path, file, node);
    const columns: ColumnContent[] = [];
    const others: OtherContent[] = group.others.map(({ name, reason }) => ({ name, reason }));
    for (const key of group.columns) {
      columns.push(new StoredColumn(path, file, key, pathOf(node, key)).content());
    }
    return { kind: 'HDF5 (.h5)', bytes: file.size, ...rowsOfAll(columns), columns, others };
  });
}

/**
 * Throws `PSYRUN_NOT_SUPPORTED` if the file holds anything beside the group `node`: writing a new
 * file would lose it. Empty groups hold nothing.
 */
export async function checkAlone(path: string, node: string): Promise<void> {
  await reading(path, (file) => {
    let parent = '/';
    for (const group of groupsOf(node)) {
      const paths = file.names(parent).map((name) => pathOf(parent, name));
      const other = paths.find((one) => one !== group && !isEmpty(file, one));
      if (other !== undefined) throw notAlone(path, node, other);
      parent = group;
    }
  });
}

/** Opens a file for `action`, and closes it. */
export async function reading<T>(path: string, action: (file: H5Handle) => T): Promise<T> {
  const file = await H5Handle.read(path);
  try {
    return action(file);
  } finally {
    file.close();
  }
}

/** Everything is checked before anything is read. */
function columnsIn(name: string, file: H5Handle, node: string, chosen: Columns): StoredColumn[] {
  const group = tableGroup(name, file, node);
  if (chosen === undefined && group.others.length > 0) throw notOnlyColumns(name, node, group);
  return chosenKeys(name, group.columns, chosen).map((key) => {
    const column = new StoredColumn(name, file, key, pathOf(node, key));
    column.check();
    return column;
  });
}

function rowsIn(name: string, columns: readonly StoredColumn[]): number {
  return rowsInFile(name, new Map(columns.map(({ key, rows }) => [key, rows])));
}

function ofEach(
  columns: readonly StoredColumn[],
  read: (column: StoredColumn) => ReadColumn,
): ReadTable {
  return new Map(columns.map((column) => [column.key, read(column)]));
}
