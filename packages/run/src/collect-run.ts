import { tableOf } from '@psyrun/columns';
import type { Row, Table } from '@psyrun/core';
import { readJournal } from '@psyrun/journal';
import { rowLocator, RowStates, type RowCounts } from './row-states.ts';
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
  const rows: Row[] = [];
  const locate = await rowLocator(directory, space, run.space.hash);
  for (const file of await directory.journals()) {
    for await (const { session, record } of readJournal(file)) {
      const index = locate(String(session['space']), record.index, record.kind);
      if (index === undefined) continue;
      if (record.kind === 'done') rows[index] ??= record.row;
      states.note(index, record.kind);
    }
  }
  const excluded = new Set(run.excludeFromResult);
  const keys = run.space.keys.filter((key) => !excluded.has(key));
  const done = function* (): Generator<Row> {
    for (let i = 0; i < space.length; i++) if (rows[i] !== undefined) yield rows[i]!;
  };
  return { table: tableOf(done(), keys), counts: states.counts() };
}
