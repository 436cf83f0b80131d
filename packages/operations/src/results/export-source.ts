import { chosenColumns, loadColumns, scanColumns } from '@psyrun/columns';
import { indicesIn } from '@psyrun/pspace/internal';
import type { Store, StoreCapabilities, TableReader, Task } from '@psyrun/core';
import {
  changesSince,
  checkResult,
  collectRun,
  fingerprintOf,
  runIn,
  WorkDirectory,
  type RowOrigin,
  type RunDescription,
} from '@psyrun/run';
import type { ExportResult } from '../schemas/export.ts';

/** The keys of the columns to export; undefined for all. */
export type Columns = readonly string[] | undefined;

/** Rows of a task to export, and which rows they are. */
export interface TaskSource {
  /** Reads the rows for a file that holds these kinds of values. */
  readonly tables: (values: StoreCapabilities['values']) => TableReader;
  /** Number of rows. */
  readonly rows: number;
  /** Yields the index in the space of each row, ascending. */
  readonly indices: () => Iterable<number>;
  readonly run: RunDescription;
  readonly origins: readonly RowOrigin[];
  /** The changes of the task since the run began, as sentences. */
  readonly changes: readonly string[];
  /** Problems of the result and of records, as sentences. */
  readonly problems: readonly string[];
}

/** The reason why there is nothing to export. */
export type NoSource = Required<Pick<ExportResult, 'reason' | 'changes' | 'problems'>>;

/**
 * Resolves to the certified result of the present run of a task if the task has not changed since.
 * Otherwise resolves to the reason, or with `partial` to the rows that the run has.
 */
export async function taskSource(
  task: Task,
  partial: boolean,
  columns: Columns,
): Promise<TaskSource | NoSource> {
  const directory = new WorkDirectory(task.workdir);
  const run = await runIn(directory);
  const { certificate, problem, wasWritten } = await checkResult(task.resultfile, run);
  const problems = problem !== undefined && wasWritten ? [`${task.resultfile}: ${problem}`] : [];
  if (run === undefined) {
    return { reason: problems.length > 0 ? 'uncertified' : 'not-run', changes: [], problems };
  }
  const changes = changesSince(run, task, await fingerprintOf(task));
  const isOutdated = changes.length > 0;
  if (!partial && (problem !== undefined || isOutdated)) {
    const reason =
      problem === undefined ? 'outdated' : problems.length > 0 ? 'uncertified' : 'incomplete';
    return { reason, changes, problems };
  }
  if (problem !== undefined) {
    return recordedRows(directory, run, columns, { changes, problems });
  }
  const { origins, rows } = certificate!;
  const tables = () => fileTables(task.store, task.resultfile, columns);
  const indices = () => indicesIn([[0, rows.total]]);
  return { tables, rows: rows.total, indices, run, origins, changes, problems };
}

/** Returns the columns of a file, as its store reads them. */
export function fileTables(store: Store, file: string, columns: Columns): TableReader {
  const options = columns === undefined ? {} : { columns };
  return async function* () {
    let isEmpty = true;
    for await (const table of scanColumns(store, file, options)) {
      isEmpty = false;
      yield table;
    }
    // A file without rows may have columns.
    if (isEmpty) yield await loadColumns(store, file, columns);
  };
}

/** Returns the rows that the journals of a run hold. */
async function recordedRows(
  directory: WorkDirectory,
  run: RunDescription,
  columns: Columns,
  { changes, problems }: Pick<TaskSource, 'changes' | 'problems'>,
): Promise<TaskSource> {
  const { tables, indices, origins, refused, counts } = await collectRun(directory, run);
  const name = `The run in ${directory.root}`;
  const chosen = (values: StoreCapabilities['values']): TableReader =>
    async function* () {
      for await (const table of tables(values)()) yield chosenColumns(name, table, columns);
    };
  return {
    tables: chosen,
    rows: counts.done,
    indices,
    run,
    origins,
    changes,
    problems: [...problems, ...refused],
  };
}
