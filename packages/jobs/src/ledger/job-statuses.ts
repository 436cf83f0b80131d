import type { JobId, JobStatus } from '@psyrun/core';
import { askStatus } from './ask-status.ts';
import { provenStatus } from './asked-entry.ts';
import { byScheduler, type TaskSchedulers } from '../submit/by-scheduler.ts';
import { findLost } from './find-lost.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * Resolves to the statuses of the jobs of a ledger by full name. Each job of an array has its own
 * entry, such as `circle:process:3`. If a job was submitted several times, the last submission counts.
 *
 * A job whose status is not proven to be its own is unknown, and a job that is known to have ended is
 * left out. Each scheduler that jobs were submitted to is queried once. Throws `PSYRUN_SCHEDULER` if one of them
 * cannot be queried.
 */
export async function jobStatuses(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<ReadonlyMap<string, JobStatus>> {
  const last = lastSubmissions(unsettled(entries));
  const statuses = new Map<string, JobStatus>();
  for (const [scheduler, own] of await byScheduler([...new Set(last.values())], schedulers)) {
    const ids = idsByName(await findLost(own, scheduler), last);
    const found = await askStatus(scheduler, [...ids.values()], schedulers);
    for (const [name, id] of ids) {
      if (found.has(id)) statuses.set(name, provenStatus(last.get(name)!, found.get(id)!));
    }
  }
  return statuses;
}

/**
 * Returns the ids of all jobs that {@link activeJobs} and {@link jobStatuses} query: those of all
 * submissions, and those of the jobs of each array that was submitted last.
 */
export function jobIds(entries: readonly LedgerEntry[]): JobId[] {
  const open = unsettled(entries);
  const submissions = open.flatMap(({ job }) => job ?? []);
  const last = lastSubmissions(open);
  const jobs = idsByName([...new Set(last.values())], last).values();
  return [...new Set([...submissions, ...jobs])];
}

/** Returns the submissions whose jobs are not known to have ended. */
function unsettled(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return entries.filter(({ settled }) => settled !== true);
}

/** Returns the last submission of each job. */
function lastSubmissions(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry> {
  const last = new Map<string, LedgerEntry>();
  for (const entry of entries) for (const [name] of jobsOf(entry)) last.set(name, entry);
  return last;
}

/** Returns the names of the jobs of a submission and their indices in the array. */
function jobsOf({ name, indices }: LedgerEntry): [name: string, index?: number][] {
  return [[name], ...(indices ?? []).map((index): [string, number] => [`${name}:${index}`, index])];
}

/** Returns the ids of jobs by full name, without jobs that were submitted again later. */
function idsByName(
  entries: readonly LedgerEntry[],
  last: ReadonlyMap<string, LedgerEntry>,
): Map<string, JobId> {
  const ids = new Map<string, JobId>();
  for (const entry of entries) {
    const { id, job } = entry;
    if (job === undefined) continue;
    for (const [name, index] of jobsOf(entry)) {
      if (last.get(name)?.id !== id) continue;
      ids.set(name, index === undefined ? job : `${job}_${index}`);
    }
  }
  return ids;
}
