import { isPsyrunError, type JobId, type Scheduler } from '@psyrun/core';
import type { LedgerEntry } from './ledger.ts';

/**
 * The job of a submission whose answer was lost: the scheduler may have taken it all the same.
 *
 * Rejects with `error`, with which the submission failed, if it is another one or no job is found.
 */
export async function findLost(tag: string, scheduler: Scheduler, error: unknown): Promise<JobId> {
  if (!isPsyrunError(error, 'PSYRUN_SCHEDULER_NO_ANSWER')) throw error;
  // Should the search fail too, the first failure says more than the second.
  const found = await scheduler.find?.([tag]).catch(() => undefined);
  const job = found?.get(tag);
  if (job === undefined) throw error;
  return job;
}

/** The entries with the jobs of those that have no receipt, as far as the scheduler finds them. */
export async function withLost(
  entries: readonly LedgerEntry[],
  scheduler: Scheduler,
): Promise<readonly LedgerEntry[]> {
  const lost = entries.flatMap(({ id, job }) => (job === undefined ? [id] : []));
  if (lost.length === 0 || scheduler.find === undefined) return entries;
  const found = await scheduler.find(lost);
  return entries.map((entry) => {
    const job = entry.job ?? found.get(entry.id);
    return job === undefined ? entry : { ...entry, job };
  });
}
