import type { JobId, JobStatus, Scheduler } from '@psyrun/core';
import { bySubmitter, type Submitters } from './by-submitter.ts';
import { findLost } from './find-lost.ts';
import type { LedgerEntry } from './ledger.ts';

/**
 * What the schedulers say of the jobs of a ledger, by full name, each job of an array by itself:
 * `circle:process:3`. A job that was submitted several times is told of by its last submission.
 *
 * One question to each scheduler that jobs were submitted to. Throws `PSYRUN_SCHEDULER` if one
 * cannot be asked.
 */
export async function jobStatuses(
  entries: readonly LedgerEntry[],
  submitters: Submitters,
): Promise<ReadonlyMap<string, JobStatus>> {
  const last = lastSubmissions(entries);
  const statuses = new Map<string, JobStatus>();
  for (const [scheduler, own] of await bySubmitter([...new Set(last.values())], submitters)) {
    const ids = idsByName(
      await findLost(own, scheduler),
      (name, { id }) => last.get(name)?.id === id,
    );
    for (const [name, status] of await ask(scheduler, ids)) statuses.set(name, status);
  }
  return statuses;
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

function idsByName(
  entries: readonly LedgerEntry[],
  isWanted: (name: string, entry: LedgerEntry) => boolean,
): Map<string, JobId> {
  const ids = new Map<string, JobId>();
  for (const entry of entries) {
    const { job } = entry;
    if (job === undefined) continue;
    for (const [name, index] of jobsOf(entry)) {
      if (isWanted(name, entry)) ids.set(name, index === undefined ? job : `${job}_${index}`);
    }
  }
  return ids;
}

async function ask(
  scheduler: Scheduler,
  ids: ReadonlyMap<string, JobId>,
): Promise<[name: string, status: JobStatus][]> {
  if (ids.size === 0) return [];
  const status = await scheduler.getStatus([...ids.values()]);
  return [...ids].flatMap(([name, id]) => {
    const found = status.get(id);
    return found === undefined ? [] : [[name, found]];
  });
}
