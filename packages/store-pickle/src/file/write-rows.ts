import { type FileHandle, open } from 'node:fs/promises';
import type { Table } from '@psyrun/core';
import { rowCount } from '@psyrun/columns';
import { changedMeanwhile, syncFile } from '@psyrun/files';
import { OP } from '../opcodes.ts';
import type { ColumnEntry } from '../write/column-plan.ts';
import { INTRODUCTION } from './block-format.ts';
import { encodeRows, type FileEnd, NOTHING } from './encode-rows.ts';

/** Writes `table` to the new file `path`. */
export async function writeTable(path: string, table: Table): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await write(handle, INTRODUCTION, 0);
    await writeParts(handle, encodeRows(table, NOTHING), INTRODUCTION.length);
  } finally {
    await handle.close();
  }
}

/**
 * Writes the rows of tables to the new file `path`, which later becomes the file `name`. `columns` are
 * planned from the same tables.
 */
export async function writeTables(
  path: string,
  name: string,
  columns: readonly ColumnEntry[],
  tables: AsyncIterable<Table>,
): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await write(handle, INTRODUCTION, 0);
    let position = INTRODUCTION.length;
    let rows = 0;
    for await (const [table, isLast] of withLast(tables)) {
      if (Object.keys(table).length !== columns.length) throw changedMeanwhile(name);
      const end = { ...NOTHING, rows, columns: rows > 0 ? columns : [] };
      position = await writeParts(handle, encodeRows(table, end, { columns, isLast }), position);
      rows += rowCount(table);
    }
  } finally {
    await handle.close();
  }
}

/** Yields each table that has rows, and whether it is the last one. */
async function* withLast(tables: AsyncIterable<Table>): AsyncGenerator<[Table, boolean]> {
  let previous: Table | undefined;
  for await (const table of tables) {
    if (rowCount(table) === 0) continue;
    if (previous !== undefined) yield [previous, false];
    previous = table;
  }
  if (previous !== undefined) yield [previous, true];
}

/**
 * Adds `table` behind `end`: all of it or, if anything fails, nothing. Bytes that an interrupted
 * append left behind the end are cut off first.
 */
export async function appendTable(file: string, table: Table, end: FileEnd): Promise<void> {
  const handle = await open(file, 'r+');
  const behind = end.stop + 1;
  try {
    if (end.size > behind) await handle.truncate(behind);
    await writeParts(handle, encodeRows(table, end), behind);
    await syncFile(handle.fd);
    await write(handle, Buffer.of(OP.NONE), end.stop);
    await syncFile(handle.fd);
  } catch (error) {
    await cutOff(handle, end.stop);
    throw error;
  } finally {
    await handle.close();
  }
}

/** Makes the file end at `stop` again, if the failing disk allows it. */
async function cutOff(handle: FileHandle, stop: number): Promise<void> {
  await write(handle, Buffer.of(OP.STOP), stop);
  await handle.truncate(stop + 1);
}

/** Writes each part while the next one is encoded. Resolves to the position behind the last one. */
async function writeParts(
  handle: FileHandle,
  parts: Iterable<Buffer>,
  start: number,
): Promise<number> {
  let position = start;
  let writing = Promise.resolve();
  try {
    for (const part of parts) {
      await writing;
      writing = write(handle, part, position);
      position += part.length;
    }
  } finally {
    await writing;
  }
  return position;
}

/** The operating system may write fewer bytes than requested. */
async function write(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
