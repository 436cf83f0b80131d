import { rowsOf, scanColumns } from '@psyrun/columns';
import type { Task } from '@psyrun/core';
import type { RecordedRows } from './recorded-rows.ts';

/** Adds the results of a complete result file, where journals are gone. It has a row for each of the space. */
export async function addCertifiedRows(rows: RecordedRows, task: Task): Promise<void> {
  let index = 0;
  for await (const table of scanColumns(task.store, task.resultfile, {})) {
    for (const row of rowsOf(table)) rows.noteResults(index++, row);
  }
}
