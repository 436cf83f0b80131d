import { chosenKeys, rowIndex, rowOf } from '@psyrun/columns';
import {
  columnError,
  rowsInFile,
  unpackColumn,
  unpackTable,
  type ReadColumn,
  type ReadTable,
  emptyTable,
} from '@psyrun/columns/internal';
import { PsyrunError, type Row, type Table } from '@psyrun/core';
import { OTHERS_HINT } from './npy/npy-array.ts';
import { keyOf } from './npz-member.ts';
import { openRows, type RowStream } from './row-stream.ts';
import { openArray, readArray, readArrayRow, type ZipArray } from './zip-array.ts';
import { openZip, type Zip } from './zip/zip-reader.ts';
import type { ZipMember } from './zip/zip-directory.ts';

/** Returns all columns of an npz file; throws as `NpzStore.load` does. */
export function readTable(file: string): Promise<ReadTable> {
  return readColumns(file, undefined, (column) => column);
}

/** Does the same for some columns and unpacks: some are unpacked while others are still read. */
export async function loadTable(file: string, columns: Columns): Promise<Table> {
  const table = emptyTable();
  for (const [key, column] of await readColumns(file, columns, unpackColumn)) table[key] = column;
  return table;
}

/** The chosen keys; undefined for all. */
type Columns = readonly string[] | undefined;

/** Nothing is read before all headers have been checked. */
async function readColumns<R>(
  file: string,
  columns: Columns,
  take: (column: ReadColumn) => R,
): Promise<Map<string, R>> {
  const zip = await openZip(file);
  try {
    const arrays = await openArrays(zip, columns);
    return await allAtOnce(file, arrays, async (array) => take(await readArray(array)));
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
    const arrays = await openArrays(zip, undefined);
    const row = rowIndex(index, rowsIn(file, arrays));
    return rowOf(unpackTable(await forEach(file, arrays, (array) => readArrayRow(array, row))), 0);
  } finally {
    await zip.handle.close();
  }
}

/** Yields the rows of some columns of an npz file in order, at most `batch` at a time. */
export async function* scanTable(
  file: string,
  columns: Columns,
  batch: number,
): AsyncGenerator<ReadTable> {
  const zip = await openZip(file);
  const streams = new Map<string, RowStream>();
  try {
    const arrays = await openArrays(zip, columns);
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

/** Returns the members of the chosen columns. Without a choice, every member has to be an array. */
function membersByKey({ file, members }: Zip, columns: Columns): Map<string, ZipMember> {
  const byKey = new Map<string, ZipMember>();
  for (const [name, member] of members) {
    const key = keyOf(name);
    if (key !== undefined) byKey.set(key, member);
    else if (columns === undefined) throw notAnArray(file, name);
  }
  const keys = chosenKeys(file, byKey.keys(), columns);
  return new Map(keys.map((key) => [key, byKey.get(key)!]));
}

function notAnArray(file: string, name: string): PsyrunError {
  const message = `${file} holds ${name}, which is not an array of NumPy.`;
  return new PsyrunError('PSYRUN_FILE_FORMAT', message, {
    hint: OTHERS_HINT,
    fields: { file, name },
  });
}

function openArrays(zip: Zip, columns: Columns): Promise<Map<string, ZipArray>> {
  return forEach(zip.file, membersByKey(zip, columns), (member) => openArray(zip, member));
}

function rowsIn(file: string, arrays: ReadonlyMap<string, ZipArray>): number {
  return rowsInFile(
    file,
    new Map(Array.from(arrays, ([key, { header }]) => [key, header.shape[0]!])),
  );
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
