import { ACTIVE_STATES, type JobStatus, type Scheduler } from '@psyrun/core';
import { hasEnded, isThisProcess } from '@psyrun/files';
import { askStatus } from './ask-status.ts';
import { byScheduler, type TaskSchedulers } from '../submit/by-scheduler.ts';
import { findLost } from './find-lost.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** A submission and the status of its job, if the scheduler knows the job. */
export interface AskedEntry extends LedgerEntry {
  readonly status?: JobStatus;
}

/**
 * Resolves to the submissions whose jobs are queued or running. Each scheduler that jobs were
 * submitted to is queried once.
 *
 * A submission without a receipt is looked up by its tag. If it is not found, it counts as active
 * while the process that made it is running, because the answer may still arrive, unless somebody has
 * said that the process is dead.
 *
 * Throws `PSYRUN_SCHEDULER` if a scheduler cannot be queried.
 */
export async function activeJobs(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<AskedEntry[]> {
  const asked = await askAbout(entries, schedulers);
  return asked.filter(({ job, status, by, abandoned = false }) =>
    job === undefined
      ? !abandoned && !isThisProcess(by) && !hasEnded(by)
      : ACTIVE_STATES.has(status?.state ?? 'unknown'),
  );
}

/**
 * Resolves to the submissions whose jobs can never start but stay in the queue. They count as failed.
 * Jobs that depend on them are active. Throws as {@link activeJobs} does.
 */
export async function stuckJobs(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<AskedEntry[]> {
  const asked = await askAbout(entries, schedulers);
  return asked.filter(({ status }) => status?.stuck === true);
}

async function askAbout(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<AskedEntry[]> {
  const groups = [...(await byScheduler(entries, schedulers))];
  const asked: AskedEntry[] = [];
  for (const [scheduler, own] of groups) asked.push(...(await asks(scheduler, own, schedulers)));
  return asked;
}

async function asks(
  scheduler: Scheduler,
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<AskedEntry[]> {
  const own = await findLost(entries, scheduler);
  const known = own.flatMap(({ job }) => job ?? []);
  const statuses = await askStatus(scheduler, known, schedulers);
  return own.map((entry) => {
    const status = statuses.get(entry.job ?? '');
    return status === undefined ? entry : { ...entry, status };
  });
}
