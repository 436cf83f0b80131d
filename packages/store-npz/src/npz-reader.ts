import { formatError } from '@psyrun/files';
import { rowIndex, rowOf } from '@psyrun/columns';
import {
  columnError,
  commonRowCount,
  unpackColumn,
  unpackTable,
  type PackedColumn,
  type PackedTable,
  emptyTable,
} from '@psyrun/columns/internal';
import type { Row, Table } from '@psyrun/core';
import { keyOf } from './npz-member.ts';
import { openRows, type RowStream } from './row-stream.ts';
import { openArray, readArray, readArrayRow, type ZipArray } from './zip-array.ts';
import type { ZipMember } from './zip-directory.ts';
import { openZip, type Zip } from './zip-reader.ts';

/** Returns all columns of an npz file; throws as `NpzStore.load` does. */
export function readTable(file: string): Promise<PackedTable> {
  return readColumns(file, (column) => column);
}

/** Does the same and unpacks: some columns are unpacked while others are still read. */
export async function loadTable(file: string): Promise<Table> {
  const table = emptyTable();
  for (const [key, column] of await readColumns(file, unpackColumn)) table[key] = column;
  return table;
}

async function readColumns<R>(
  file: string,
  take: (column: PackedColumn) => R,
): Promise<Map<string, R>> {
  const zip = await openZip(file);
  try {
    const members = membersByKey(zip);
    return await allAtOnce(file, members, async (member) => take(await readArray(zip, member)));
  } finally {
    await zip.handle.close();
  }
}

/**
 * Returns row `index` of an npz file; negative indices count from the end. Reads only that row
 * where possible.
 */
export async function readRow(file: string, index: number): Promise<Row> {
  const zip = await openZip(file);
  try {
    const arrays = await openArrays(zip);
    const row = rowIndex(index, rowsIn(file, arrays));
    return rowOf(unpackTable(await forEach(file, arrays, (array) => readArrayRow(array, row))), 0);
  } finally {
    await zip.handle.close();
  }
}

/** Yields the rows of an npz file in order, at most `batch` at a time. */
export async function* scanTable(file: string, batch: number): AsyncGenerator<PackedTable> {
  const zip = await openZip(file);
  const streams = new Map<string, RowStream>();
  try {
    const arrays = await openArrays(zip);
    const rows = rowsIn(file, arrays);
    await forEach(file, arrays, async (array, key) => streams.set(key, await openRows(array)));
    for (let row = 0; row < rows; row += batch) {
      yield await forEach(file, streams, (stream) => stream.take(Math.min(batch, rows - row)));
    }
    await forEach(file, streams, (stream) => stream.end());
  } finally {
    for (const stream of streams.values()) await stream.close();
    await zip.handle.close();
  }
}

function membersByKey(zip: Zip): Map<string, ZipMember> {
  return new Map(
    Array.from(zip.members, ([name, member]) => {
      const key = keyOf(name);
      if (key === undefined)
        throw formatError(zip.file, 'npz', `it holds ${name}, which is not an array`);
      return [key, member];
    }),
  );
}

function openArrays(zip: Zip): Promise<Map<string, ZipArray>> {
  return forEach(zip.file, membersByKey(zip), (member) => openArray(zip, member));
}

/**
 * Other programs may write columns of unequal length; it is then unknown which values form a row.
 */
function rowsIn(file: string, arrays: ReadonlyMap<string, ZipArray>): number {
  try {
    return commonRowCount(
      new Map(Array.from(arrays, ([key, { header }]) => [key, header.shape[0]!])),
    );
  } catch (error) {
    throw formatError(file, 'npz', (error as Error).message, error);
  }
}

/**
 * Computes the checksum of one column while others are read. Afterwards the file is no longer in
 * use.
 */
async function allAtOnce<T, R>(
  file: string,
  columns: ReadonlyMap<string, T>,
  action: (column: T) => Promise<R>,
): Promise<Map<string, R>> {
  const outcomes = await Promise.allSettled(Array.from(columns.values(), action));
  const results = new Map<string, R>();
  [...columns.keys()].forEach((key, i) => {
    const outcome = outcomes[i]!;
    if (outcome.status === 'rejected') throw columnError(file, key, outcome.reason);
    results.set(key, outcome.value);
  });
  return results;
}

/** Reads one column after the other, so that memory is limited; an error names its column. */
async function forEach<T, R>(
  file: string,
  columns: ReadonlyMap<string, T>,
  action: (column: T, key: string) => Promise<R>,
): Promise<Map<string, R>> {
  const results = new Map<string, R>();
  for (const [key, column] of columns) {
    try {
      results.set(key, await action(column, key));
    } catch (error) {
      throw columnError(file, key, error);
    }
  }
  return results;
}
