import { existsSync } from 'node:fs';
import { chosenColumns, loadColumns, scanColumns } from '@psyrun/columns';
import type { Store, Table, Task } from '@psyrun/core';
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

/** A table to export, piece by piece or as a whole. */
export interface TableSource {
  readonly scan: () => AsyncIterable<Table>;
  readonly load: () => Promise<Table>;
}

/** Rows of a task to export, and which rows they are. */
export interface TaskSource extends TableSource {
  /** Number of rows. */
  readonly rows: number;
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
  const { certificate, problem } = await checkResult(task.resultfile, run);
  const problems =
    problem !== undefined && existsSync(task.resultfile) ? [`${task.resultfile}: ${problem}`] : [];
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
  const table = fileSource(task.store, task.resultfile, columns);
  return { ...table, rows: rows.total, run, origins, changes, problems };
}

/** Returns the columns of a file, as its store reads them. */
export function fileSource(store: Store, file: string, columns: Columns): TableSource {
  return {
    scan: () => scanColumns(store, file, columns === undefined ? {} : { columns }),
    load: () => loadColumns(store, file, columns),
  };
}

/** Returns the rows that the journals of a run hold. */
async function recordedRows(
  directory: WorkDirectory,
  run: RunDescription,
  columns: Columns,
  { changes, problems }: Pick<TaskSource, 'changes' | 'problems'>,
): Promise<TaskSource> {
  const { table, origins, refused, counts } = await collectRun(directory, run);
  const chosen = chosenColumns(`The run in ${directory.root}`, table, columns);
  const scan = async function* (): AsyncGenerator<Table> {
    yield chosen;
  };
  return {
    scan,
    load: async () => chosen,
    rows: counts.done,
    run,
    origins,
    changes,
    problems: [...problems, ...refused],
  };
}
