import type { IndexedRows } from '@psyrun/columns';
import { emptyTable } from '@psyrun/columns/internal';
import type { Table } from '@psyrun/core';
import { scanJournal } from '@psyrun/journal';
import { ROW_DONE, rowLocator, RowStates, type RowCounts } from '../states/row-states.ts';
import { RowsByIndex } from './rows-by-index.ts';
import { spaceOf } from '../directory/run-file.ts';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';

/** The results of a run in its journals. */
export interface CollectedRun extends IndexedRows {
  /** The done rows, each once, in the order of the space. */
  readonly table: Table;
  readonly counts: RowCounts;
}

/** Reads the results of a run from its journals. */
export async function collectRun(
  directory: WorkDirectory,
  run: RunDescription,
): Promise<CollectedRun> {
  const space = spaceOf(run);
  const states = new RowStates(space.length);
  const rows = new RowsByIndex(run.space.keys);
  const locate = await rowLocator(directory, space, run.space.hash);
  for (const file of await directory.journals()) {
    await scanJournal(file, ({ session, kind, index: recorded }, read) => {
      const index = locate(String(session['space']), recorded, kind);
      if (index === undefined) return;
      if (kind === 'done' && states.at(index) !== ROW_DONE) rows.add(index, read().row);
      states.note(index, kind);
    });
  }
  const table = without(run.excludeFromResult, rows.table());
  return { table, indices: rows.indices(), counts: states.counts() };
}

/** Removes excluded keys. Rows have them if they were recorded before a key was excluded. */
function without(keys: readonly string[], table: Table): Table {
  const columns = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    if (!keys.includes(key)) columns[key] = column;
  }
  return columns;
}
