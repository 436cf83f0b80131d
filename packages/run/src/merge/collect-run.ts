import type { IndexedRows } from '@psyrun/columns';
import { emptyTable, withFloatColumns } from '@psyrun/columns/internal';
import type { Table } from '@psyrun/core';
import { knownRuns } from '../directory/known-runs.ts';
import { ProgramVersions } from '../certificate/program-versions.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';
import { rowOrigins, type RowOrigin } from '../states/row-origins.ts';
import { ROW_DONE, RowStates, type RowCounts } from '../states/row-states.ts';
import { RunRecords } from '../states/run-records.ts';
import { RowsByIndex } from './rows-by-index.ts';
import { withTypedIntegers } from './typed-integers.ts';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';

/** The results of a run in its journals. */
export interface CollectedRun extends IndexedRows {
  /** The done rows, each once, in the order of the space. */
  readonly table: Table;
  readonly counts: RowCounts;
  /** The code that evaluated the rows. */
  readonly origins: readonly RowOrigin[];
  /** The versions of the interpreters and packages of programs that evaluated the rows, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The records that do not count, and why, as sentences. */
  readonly refused: readonly string[];
}

/** Reads the results of a run from its journals. Throws `PSYRUN_RUN_CORRUPT` and as reading journals does. */
export async function collectRun(
  directory: WorkDirectory,
  run: RunDescription,
): Promise<CollectedRun> {
  const space = checkedSpaceOf(run, directory.run);
  const states = new RowStates(space.length);
  // As in psyrun 0.8: None for a result that a row lacks, also among numbers; no columns without rows.
  const keys = run.tellsIntegers && space.length === 0 ? [] : run.space.keys;
  const rows = new RowsByIndex(keys, run.tellsIntegers && { missing: null });
  const versions = new ProgramVersions();
  const records = new RunRecords(space, run.space.hash, await knownRuns(directory));
  for (const file of await directory.journals()) {
    await records.scan(file, ({ index, kind, origin, session, read }) => {
      if (kind === 'done' && states.at(index) !== ROW_DONE) {
        rows.add(index, read().row);
        versions.note(session);
      }
      states.note(index, kind, origin);
    });
  }
  const table = without(run.excludeFromResult, rows.table());
  return {
    table: run.tellsIntegers
      ? withTypedIntegers(table)
      : withFloatColumns(table, space.floatKeys ?? []),
    indices: rows.indices(),
    counts: states.counts(),
    origins: rowOrigins(states, records.runs),
    versions: versions.all(),
    refused: records.problems(),
  };
}

/** Removes excluded keys. Rows have them if they were recorded before a key was excluded. */
function without(keys: readonly string[], table: Table): Table {
  const columns = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    if (!keys.includes(key)) columns[key] = column;
  }
  return columns;
}
