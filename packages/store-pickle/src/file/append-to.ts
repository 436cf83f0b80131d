import { concatTables } from '@psyrun/columns';
import type { Table } from '@psyrun/core';
import { replaceFile } from '@psyrun/files';
import { endOf, isMadeOfBlocks } from './blocks.ts';
import { ByteSource } from './byte-source.ts';
import type { FileEnd } from './encode-rows.ts';
import { foreignTable } from './foreign-table.ts';
import { openToRead } from './open-to-read.ts';
import { appendTable, writeTable } from './write-rows.ts';

/** Adds `table` to the file of blocks, or of another program, that is there. */
export async function appendTo(file: string, table: Table): Promise<void> {
  const { end, foreign } = await whatIsThere(file);
  if (end !== undefined) return await appendTable(file, table, end);
  const whole = concatTables([foreign, table]);
  await replaceFile(file, (path) => writeTable(path, whole));
}

type Content =
  | { readonly end: FileEnd; readonly foreign?: never }
  | { readonly end?: never; readonly foreign: Table };

async function whatIsThere(file: string): Promise<Content> {
  const handle = await openToRead(file);
  try {
    const source = new ByteSource(handle, (await handle.stat()).size, 1 << 12);
    if (!(await isMadeOfBlocks(source))) {
      return { foreign: foreignTable(await handle.readFile(), file) };
    }
    const { header, end: stop } = await endOf(source, file);
    return { end: { rows: header.before + header.rows, columns: header.columns, stop } };
  } finally {
    await handle.close();
  }
}
