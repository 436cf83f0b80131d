import type { Task } from '@psyrun/core';
import {
  activeJobs,
  askAbout,
  byScheduler,
  isActive,
  isStuck,
  Ledger,
  stuckJobs,
  type AskedEntry,
  type LedgerEntry,
} from '@psyrun/jobs';
import { WorkDirectory } from '../directory/work-directory.ts';

/**
 * Resolves to the submissions whose jobs are queued or running, or may be: see `doubt`. Throws
 * `PSYRUN_SCHEDULER`.
 */
export async function activeSubmissions(task: Task): Promise<AskedEntry[]> {
  return activeJobs(await submissions(task), task);
}

/**
 * Resolves to the active submissions and those whose jobs can never start, in one query. Throws
 * `PSYRUN_SCHEDULER`.
 */
export async function unfinishedSubmissions(task: Task): Promise<AskedEntry[]> {
  const asked = await askAbout(await submissions(task), task);
  return asked.filter((entry) => isActive(entry) || isStuck(entry));
}

/** Resolves to the queued submissions whose jobs can never start. Throws `PSYRUN_SCHEDULER`. */
export async function stuckSubmissions(task: Task): Promise<AskedEntry[]> {
  return stuckJobs(await submissions(task), task);
}

/** Removes jobs that can never start from the queue. */
export async function endStuckSubmissions(task: Task): Promise<void> {
  for (const [scheduler, stuck] of await byScheduler(await stuckSubmissions(task), task)) {
    await scheduler.kill(stuck.flatMap(({ job }) => job ?? []));
  }
}

function submissions({ workdir }: Task): Promise<LedgerEntry[]> {
  return new Ledger(new WorkDirectory(workdir).ledger).entries();
}
