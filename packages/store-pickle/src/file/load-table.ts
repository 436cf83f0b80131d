import type { Column, Table } from '@psyrun/core';
import { scanFile } from './scan-file.ts';

/** All rows of a file. Throws as {@link scanFile} does. */
export async function loadTable(file: string): Promise<Table> {
  let table: Record<string, Column> | undefined;
  for await (const block of scanFile(file)) {
    if (table === undefined) table = block;
    else for (const [key, column] of Object.entries(block)) addAll(table[key] as unknown[], column);
  }
  return table ?? {};
}

function addAll(list: unknown[], column: Column): void {
  for (const value of column) list.push(value);
}
