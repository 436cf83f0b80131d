import type { Table } from '@psyrun/core';
import { emptyTable } from '@psyrun/columns/internal';
import { textWriter } from '../results/write-export.ts';
import { shownValues, type FoundRows } from './task-rows.ts';

/** Rows of a table. */
const ROWS = 1024;

/**
 * Returns a function that writes rows to a file in the format that its suffix names, `.csv` or `.jsonl`.
 * Throws `PSYRUN_FILE_EXISTS` and `PSYRUN_PLUGIN_NOT_FOUND` before anything is read.
 */
export function rowsWriter(file: string): (found: FoundRows) => Promise<void> {
  const write = textWriter(file);
  return (found) => write(tablesOf(found));
}

async function* tablesOf({ read, columns }: FoundRows): AsyncGenerator<Table> {
  let table = tableWith(columns);
  for await (const row of read()) {
    const values = shownValues(row, columns);
    for (const name of columns) table[name]!.push(values[name]);
    if (table[columns[0]!]!.length < ROWS) continue;
    yield table;
    table = tableWith(columns);
  }
  yield table;
}

function tableWith(columns: readonly string[]): Record<string, unknown[]> {
  const table = emptyTable<unknown[]>();
  for (const name of columns) table[name] = [];
  return table;
}
