import { existsSync } from 'node:fs';
import type { Table, Task } from '@psyrun/core';
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

/** A table to export, piece by piece or as a whole, and which rows it has. */
export interface ExportSource {
  readonly scan: () => AsyncIterable<Table>;
  readonly load: () => Promise<Table>;
  /** Number of rows. */
  readonly rows: number;
  readonly run: RunDescription;
  readonly origins: readonly RowOrigin[];
  /** The changes of the task since the run began, as sentences. */
  readonly changes: readonly string[];
  /** What is wrong with the result or with records, as sentences. */
  readonly problems: readonly string[];
}

/** The reason why there is nothing to export. */
export type NoSource = Required<Pick<ExportResult, 'reason' | 'changes' | 'problems'>>;

/**
 * Resolves to the certified result of the present run of a task if the task has not changed since.
 * Otherwise resolves to the reason, or with `partial` to the rows that the run has.
 */
export async function exportSource(task: Task, partial: boolean): Promise<ExportSource | NoSource> {
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
  if (problem !== undefined) return recordedRows(directory, run, { changes, problems });
  const { origins, rows } = certificate!;
  return { ...storedResult(task), rows: rows.total, run, origins, changes, problems };
}

function storedResult({ store, resultfile }: Task): Pick<ExportSource, 'scan' | 'load'> {
  return { scan: () => store.scan(resultfile), load: () => store.load(resultfile) };
}

/** Returns the rows that the journals of a run hold. */
async function recordedRows(
  directory: WorkDirectory,
  run: RunDescription,
  { changes, problems }: Pick<ExportSource, 'changes' | 'problems'>,
): Promise<ExportSource> {
  const { table, origins, refused, counts } = await collectRun(directory, run);
  const scan = async function* (): AsyncGenerator<Table> {
    yield table;
  };
  return {
    scan,
    load: async () => table,
    rows: counts.done,
    run,
    origins,
    changes,
    problems: [...problems, ...refused],
  };
}
