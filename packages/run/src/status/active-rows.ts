import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { ACTIVE_STATES, type Task } from '@psyrun/core';
import { isActive, jobStatuses, Ledger, type AskedEntry } from '@psyrun/jobs';
import type { Range } from '@psyrun/pspace/internal';
import type { RunDescription } from '../directory/run-description.ts';
import { WorkDirectory } from '../directory/work-directory.ts';
import { splitRanges } from '../prepare/batches.ts';
import { unfinishedSubmissions } from './submissions.ts';

/** The rows of a run that unfinished jobs will evaluate. */
export interface ActiveRows {
  /** Rows of jobs that run. They may not have begun: a job evaluates its rows one after the other. */
  readonly running: readonly Range[];
  /** Rows of jobs that wait. */
  readonly queued: readonly Range[];
  /** True if jobs run that share their rows. These are queued, and nobody knows which are running. */
  readonly isShared: boolean;
}

const NONE: ActiveRows = { running: [], queued: [], isShared: false };

/**
 * Resolves to the rows that queued and running jobs of a run were given, done ones included. Throws
 * `PSYRUN_SCHEDULER` if the scheduler does not answer.
 */
export async function activeRows(task: Task, run: RunDescription | undefined): Promise<ActiveRows> {
  const active = (await unfinishedSubmissions(task)).filter(isActive);
  const arrays = active.filter(({ name }) => name === `${task.name}:process`);
  if (run === undefined || active.length === 0) return NONE;
  const directory = new WorkDirectory(task.workdir);
  const isRunning = await runningJobs(task, arrays, directory);
  const jobs = arrays.flatMap(({ indices = [] }) => indices);
  if (!existsSync(directory.batch(0))) {
    return { running: [], queued: run.todo, isShared: jobs.some((i) => isRunning(i) === true) };
  }
  const batches = splitRanges(run.todo, run);
  const rowsOf = (state: boolean): Range[] =>
    jobs.filter((i) => isRunning(i) === state).flatMap((i) => batches[i] ?? []);
  return { running: rowsOf(true), queued: rowsOf(false), isShared: false };
}

/** Returns what tells of a job of an array whether it runs; undefined if it has ended. */
async function runningJobs(
  task: Task,
  arrays: readonly AskedEntry[],
  directory: WorkDirectory,
): Promise<(job: number) => boolean | undefined> {
  const entries = await new Ledger(directory.ledger).entries();
  const statuses = await jobStatuses(entries, task);
  // The jobs of another psy have no status. Those that have begun have a journal.
  const begun = new Set(
    (await directory.presentJournals()).map((file) => Number.parseInt(basename(file))),
  );
  const states = new Map<number, boolean | undefined>();
  for (const { name, indices = [] } of arrays) {
    for (const job of indices) {
      const state = statuses.get(`${name}:${job}`)?.state;
      const isOver = state !== undefined && !ACTIVE_STATES.has(state);
      states.set(
        job,
        isOver ? undefined : state === undefined ? begun.has(job) : state === 'running',
      );
    }
  }
  return (job) => states.get(job);
}

/** The mark of a row whose job waits. */
export const ROW_QUEUED = 1;
/** The mark of a row whose job runs. */
export const ROW_RUNNING = 2;

/** Returns a mark for each row of a space: {@link ROW_QUEUED}, {@link ROW_RUNNING}, or 0. */
export function activeMarks(length: number, { running, queued }: ActiveRows): Uint8Array {
  const marks = new Uint8Array(length);
  for (const [from, to] of queued) marks.fill(ROW_QUEUED, from, to);
  for (const [from, to] of running) marks.fill(ROW_RUNNING, from, to);
  return marks;
}
