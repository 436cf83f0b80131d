import type { Scheduler } from '@psyrun/core';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * The entries with the jobs of those that have no receipt, as far as the scheduler finds them: a
 * submission whose answer was lost may have been taken all the same.
 */
export async function findLost(
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
