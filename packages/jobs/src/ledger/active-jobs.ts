import type { JobStatus, Scheduler } from '@psyrun/core';
import { hasEnded } from '@psyrun/files';
import { askStatus } from './ask-status.ts';
import { byScheduler, type TaskSchedulers } from '../submit/by-scheduler.ts';
import { findLost } from './find-lost.ts';
import type { LedgerEntry } from './ledger-entry.ts';

const ACTIVE = new Set<JobStatus['state']>(['queued', 'waiting', 'running', 'suspended']);

/** A submission and what its scheduler says of it: nothing if it has not answered the submission. */
export interface AskedEntry extends LedgerEntry {
  readonly status?: JobStatus;
}

/**
 * The submissions whose jobs are queued or running, by one question to each scheduler that jobs
 * were submitted to.
 *
 * A submission without receipt is looked for by its tag. One that is not found counts as active
 * while the process that made it lives: its answer may be on the way.
 *
 * Throws `PSYRUN_SCHEDULER` if a scheduler cannot be asked.
 */
export async function activeJobs(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<AskedEntry[]> {
  const asked = await askAbout(entries, schedulers);
  return asked.filter(({ job, status, by }) =>
    job === undefined
      ? by.pid !== process.pid && !hasEnded(by)
      : ACTIVE.has(status?.state ?? 'unknown'),
  );
}

/**
 * The submissions whose jobs can never start and stay in the queue. They have failed, but those that
 * wait for them are active. Throws as {@link activeJobs} does.
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
