import type { StoreCapabilities, TableReader } from '@psyrun/core';
import { knownRuns } from '../directory/known-runs.ts';
import { ProgramVersions } from '../certificate/program-versions.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';
import { rowOrigins, type RowOrigin } from '../states/row-origins.ts';
import { ROW_DONE, RowStates, type RowCounts } from '../states/row-states.ts';
import { RunRecords } from '../states/run-records.ts';
import { partOf, type PartOfRun } from '../status/part-of-run.ts';
import { ResultRows } from './result-rows.ts';
import { resultReader } from './result-tables.ts';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';

/** The results of a run in its journals. */
export interface CollectedRun {
  /**
   * Reads the done rows, each once, in the order of the space, for a store that holds these kinds of
   * values. They are read from the journals, in limited memory.
   */
  readonly tables: (values: StoreCapabilities['values']) => TableReader;
  /** Returns the index in the space of a done row, which is given by its number. */
  readonly indexOf: (row: number) => number;
  /** Yields the index in the space of each done row, ascending. */
  readonly indices: () => Iterable<number>;
  readonly counts: RowCounts;
  /** The rows that are evaluated here, if the run is a part that was split off. */
  readonly part: PartOfRun | undefined;
  /** The code that evaluated the rows. */
  readonly origins: readonly RowOrigin[];
  /** The number of rows without a value, by the columns of which some rows have none. */
  readonly lacking: Readonly<Record<string, number>>;
  /** The versions of the interpreters and packages of programs that evaluated the rows, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The records that do not count, and why, as sentences. */
  readonly refused: readonly string[];
}

/**
 * Reads the journals of a run: which rows are done, and where their results are. Throws
 * `PSYRUN_RUN_CORRUPT` and as reading journals does.
 */
export async function collectRun(
  directory: WorkDirectory,
  run: RunDescription,
): Promise<CollectedRun> {
  const space = checkedSpaceOf(run, directory.run);
  const states = new RowStates(space.length);
  const tellsIntegers = run.tellsIntegers === true;
  // As in psyrun 0.8: no columns without rows.
  const keys = tellsIntegers && space.length === 0 ? [] : run.space.keys;
  const versions = new ProgramVersions();
  const records = new RunRecords(space, run.space.hash, await knownRuns(directory));
  const rows = new ResultRows(space.length, keys, tellsIntegers, (index, recorded) =>
    records.present.row(index, states.originOf(index), recorded),
  );
  for (const file of await directory.journals()) {
    rows.begin(file);
    await records.scan(file, (record) => {
      const { index, kind, origin, session } = record;
      if (kind === 'done' && states.at(index) !== ROW_DONE) {
        rows.add(index, record.read().row, record);
        versions.note(session);
      }
      states.note(index, kind, origin);
    });
  }
  const counts = states.counts();
  const rules = {
    excluded: run.excludeFromResult,
    floatKeys: space.floatKeys ?? [],
    tellsIntegers,
  };
  return {
    tables: (values) => resultReader(rows, rules, values),
    indices: () => states.indices(ROW_DONE),
    indexOf: (row) => indexOfDone(states, counts, row),
    counts,
    part: partOf(run, states),
    origins: rowOrigins(states, records.runs),
    lacking: lackingIn(rows, run.excludeFromResult),
    versions: versions.all(),
    refused: records.problems(),
  };
}

/** Rows that were evaluated by other code may lack a result, for example. */
function lackingIn(
  { facts, count }: ResultRows,
  excluded: readonly string[],
): Record<string, number> {
  const keys = facts.keys().filter((key) => !excluded.includes(key));
  const lacking = keys.map((key) => [key, count - facts.of(key).count] as const);
  return Object.fromEntries(lacking.filter(([, rows]) => rows > 0));
}

/** Returns the index of a done row by its number among them. */
function indexOfDone(states: RowStates, { done, total }: RowCounts, row: number): number {
  if (done === total) return row;
  let left = row;
  for (const index of states.indices(ROW_DONE)) if (left-- === 0) return index;
  return row;
}
