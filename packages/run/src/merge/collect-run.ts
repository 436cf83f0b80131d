import { emptyTable } from '@psyrun/columns/internal';
import type { Table } from '@psyrun/core';
import { scanJournal } from '@psyrun/journal';
import { ROW_DONE, rowLocator, RowStates, type RowCounts } from '../states/row-states.ts';
import { RowsByIndex } from './rows-by-index.ts';
import { spaceOf } from '../directory/run-file.ts';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';

/** The content of the journals of a run. */
export interface CollectedRun {
  /** The rows that are done, in the order of the space, each once. */
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
  return { table: without(run.excludeFromResult, rows.table()), counts: states.counts() };
}

/** The table without excluded keys: rows that were recorded before a key was excluded have it. */
function without(keys: readonly string[], table: Table): Table {
  const columns = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    if (!keys.includes(key)) columns[key] = column;
  }
  return columns;
}
