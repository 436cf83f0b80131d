import type { JobTree } from '@psyrun/core';
import { Ledger, plannedJobs, submit, type PlannedJob } from '@psyrun/jobs';
import { readStatus, soundRun, WorkDirectory, type RowCounts } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { EventHandler } from '../events.ts';
import { treeOptions } from './tree-options.ts';

/** Options of {@link submitTree}. */
export interface SubmitTreeOptions {
  /** Most jobs of an array that run at a time. */
  readonly jobs?: number;
  /** Tells of rows as they end. */
  readonly countRows?: boolean;
  /** Stops at the first row that fails. */
  readonly failFast?: boolean;
  readonly onEvent: EventHandler;
  readonly signal: AbortSignal;
}

/**
 * Submits a job tree of a task and tells of its jobs and rows. All jobs that were submitted earlier must
 * have ended.
 */
export async function submitTree(
  task: LoadedTask,
  tree: JobTree,
  { jobs, countRows = true, failFast = false, onEvent, signal }: SubmitTreeOptions,
): Promise<void> {
  const { name, scheduler } = task;
  const rows =
    countRows && scheduler.capabilities.immediate ? new CountedRows(await rowsOf(task)) : undefined;
  const stop = (): void => void scheduler.close?.();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  onEvent({ type: 'phase', task: name, phase: 'submit', ...(rows && { rows: rows.now }) });
  const directory = new WorkDirectory(task.workdir);
  const ledger = new Ledger(directory.ledger);
  try {
    const planned = plannedJobs(tree);
    if (planned.some(({ runs }) => runs)) await ledger.settle();
    const arrays = await arraysIn(planned, directory, rows?.now.missing);
    await submit(tree, {
      ...treeOptions(task, jobs),
      ledger,
      onJob: (job, submitted) => {
        const array = submitted ? arrays.get(job) : undefined;
        onEvent({ type: 'job', task: name, job, submitted, ...(array && { array }) });
      },
      onWords: (job, words) => onEvent({ type: 'note', task: name, message: `${job}: ${words}` }),
      onRow: (outcome) => {
        rows?.add(outcome);
        if (rows !== undefined) onEvent({ type: 'row', task: name, outcome, rows: rows.now });
        if (failFast && outcome === 'failed') stop();
      },
    });
  } finally {
    signal.removeEventListener('abort', stop);
    onEvent({ type: 'phase', task: name, phase: 'end' });
    await scheduler.close?.();
  }
}

/** Returns, by the name of an array, its jobs that run and the rows that are left for them. */
async function arraysIn(
  planned: readonly PlannedJob[],
  directory: WorkDirectory,
  counted: number | undefined,
) {
  const arrays = new Map<string, { jobs: number; rows: number }>();
  const parts = planned.filter(({ name, runs }) => runs && /:\d+$/.test(name));
  if (parts.length === 0) return arrays;
  const todo = (await soundRun(directory))?.todo ?? [];
  const rows = counted ?? todo.reduce((sum, [from, to]) => sum + to - from, 0);
  for (const { name } of parts) {
    const array = name.slice(0, name.lastIndexOf(':'));
    arrays.set(array, { jobs: (arrays.get(array)?.jobs ?? 0) + 1, rows });
  }
  return arrays;
}

/** Returns the rows as a run begins: those that failed before are tried again. */
async function rowsOf(task: LoadedTask): Promise<RowCounts> {
  const { total, done } = (await readStatus(task)).states.counts();
  return { total, done, failed: 0, missing: total - done };
}

/** Counts rows as they end. */
class CountedRows {
  now: RowCounts;

  constructor(rows: RowCounts) {
    this.now = rows;
  }

  add(outcome: 'done' | 'failed'): void {
    const { now } = this;
    this.now = { ...now, [outcome]: now[outcome] + 1, missing: now.missing - 1 };
  }
}
