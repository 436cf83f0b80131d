import { emptyTable } from '@psyrun/columns/internal';
import type { LoadOptions, Table } from '@psyrun/core';
import type { ByteSource } from './byte-source.ts';
import { foreignTable } from './foreign-table.ts';
import { openPickle } from './open-pickle.ts';
import { AHEAD, scanBlocks } from './scan-file.ts';

/**
 * All rows of a file, or of the chosen columns.
 *
 * Throws `PSYRUN_FILE_NOT_FOUND`, `PSYRUN_FILE_FORMAT`, `PSYRUN_STORE_VALUE`, `PSYRUN_COLUMN_NOT_FOUND`.
 */
export async function loadTable(file: string, options: LoadOptions): Promise<Table> {
  const { blocks, foreign, close } = await openPickle(file, AHEAD);
  try {
    return blocks ? await joinBlocks(blocks, file, options) : foreignTable(foreign!, file, options);
  } finally {
    await close();
  }
}

async function joinBlocks(source: ByteSource, file: string, options: LoadOptions): Promise<Table> {
  const table = emptyTable<unknown[]>();
  for await (const block of scanBlocks(source, file, options)) {
    for (const [key, values] of Object.entries(block)) {
      const column = table[key];
      if (column === undefined) table[key] = values;
      else for (const value of values) column.push(value);
    }
  }
  return table;
}
