import type { Table } from '@psyrun/core';
import { readJournal } from '@psyrun/journal';
import { DONE, rowLocator, RowStates, type RowCounts } from './row-states.ts';
import { RowsByIndex } from './rows-by-index.ts';
import { spaceOf, type RunDescription } from './run-file.ts';
import type { WorkDirectory } from './work-directory.ts';

/** What the journals of a run hold. */
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
  const excluded = new Set(run.excludeFromResult);
  const rows = new RowsByIndex(run.space.keys.filter((key) => !excluded.has(key)));
  const locate = await rowLocator(directory, space, run.space.hash);
  for (const file of await directory.journals()) {
    for await (const { session, record } of readJournal(file)) {
      const index = locate(String(session['space']), record.index, record.kind);
      if (index === undefined) continue;
      if (record.kind === 'done' && states.at(index) !== DONE) rows.add(index, record.row);
      states.note(index, record.kind);
    }
  }
  return { table: rows.table(), counts: states.counts() };
}
