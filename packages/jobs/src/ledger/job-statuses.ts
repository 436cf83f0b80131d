import type { JobId, JobStatus } from '@psyrun/core';
import { askStatus } from './ask-status.ts';
import { byScheduler, type TaskSchedulers } from '../submit/by-scheduler.ts';
import { findLost } from './find-lost.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * Returns the states of the jobs of a ledger, as their schedulers tell them, by full name, each job of an array by itself:
 * `circle:process:3`. A job that was submitted several times is told of by its last submission.
 *
 * One question to each scheduler that jobs were submitted to. Throws `PSYRUN_SCHEDULER` if one
 * cannot be asked.
 */
export async function jobStatuses(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<ReadonlyMap<string, JobStatus>> {
  const last = lastSubmissions(entries);
  const statuses = new Map<string, JobStatus>();
  for (const [scheduler, own] of await byScheduler([...new Set(last.values())], schedulers)) {
    const ids = idsByName(await findLost(own, scheduler), last);
    const found = await askStatus(scheduler, [...ids.values()], schedulers);
    for (const [name, id] of ids) if (found.has(id)) statuses.set(name, found.get(id)!);
  }
  return statuses;
}

/**
 * The ids of all jobs that {@link activeJobs} and {@link jobStatuses} ask a scheduler about: of each
 * submission, and of each job of an array that was submitted last.
 */
export function jobIds(entries: readonly LedgerEntry[]): JobId[] {
  const submissions = entries.flatMap(({ job }) => job ?? []);
  const last = lastSubmissions(entries);
  const jobs = idsByName([...new Set(last.values())], last).values();
  return [...new Set([...submissions, ...jobs])];
}

/** The last submission of each job. */
function lastSubmissions(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry> {
  const last = new Map<string, LedgerEntry>();
  for (const entry of entries) for (const [name] of jobsOf(entry)) last.set(name, entry);
  return last;
}

/** The names of the jobs of a submission, and the index of each in its array. */
function jobsOf({ name, indices }: LedgerEntry): [name: string, index?: number][] {
  return [[name], ...(indices ?? []).map((index): [string, number] => [`${name}:${index}`, index])];
}

/** The ids of the jobs of submissions by full name, where no later one has submitted them again. */
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
