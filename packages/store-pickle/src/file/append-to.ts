import { concatTables } from '@psyrun/columns';
import { emptyTable, holdsFloat, withTypedIntegers } from '@psyrun/columns/internal';
import type { Table } from '@psyrun/core';
import { replaceFile, writeError } from '@psyrun/files';
import { endOf } from './blocks.ts';
import type { FileEnd } from './encode-rows.ts';
import { alignedTable } from './foreign-table.ts';
import { openPickle } from './open-pickle.ts';
import { appendTable, writeTable } from './write-rows.ts';

/** Number of bytes of one read: the last header and the bytes around it. */
const AHEAD = 1 << 12;

/** Adds `table` to an existing file of blocks, or of another program. */
export async function appendTo(file: string, table: Table): Promise<void> {
  const { end, foreign } = await whatIsThere(file);
  if (end !== undefined) {
    return await appendTable(file, table, end).catch((error: unknown) => {
      throw writeError(error, file);
    });
  }
  const whole = concatTables([foreign, table]);
  await replaceFile(file, (path) => writeTable(path, whole));
}

type Content =
  | { readonly end: FileEnd; readonly foreign?: never }
  | { readonly end?: never; readonly foreign: Table };

/** Integers of Python stay integers, also beside floats. */
function withTypes(table: Table): Table {
  const typed = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    typed[key] =
      Array.isArray(column) && column.some(holdsFloat) ? withTypedIntegers(column) : column;
  }
  return typed;
}

async function whatIsThere(file: string): Promise<Content> {
  const { blocks, foreign, close } = await openPickle(file, AHEAD);
  try {
    if (!blocks) return { foreign: withTypes(alignedTable(foreign!, file, { typed: true })) };
    const { header, end: stop } = await endOf(blocks, file);
    const { rows, before, columns } = header;
    return { end: { rows: before + rows, columns, stop, size: blocks.size } };
  } finally {
    await close();
  }
}
