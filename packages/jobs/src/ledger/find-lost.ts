import type { Scheduler } from '@psyrun/core';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * Resolves to the entries, with the jobs that the scheduler finds for entries without a receipt. A
 * scheduler may have accepted a submission although its answer was lost.
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
