import type { TaskSchedulers } from '../submit/by-scheduler.ts';
import { askAbout } from './ask-about.ts';
import { isActive, isStuck, type AskedEntry } from './asked-entry.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * Resolves to the submissions whose jobs are queued or running, or may be: see `doubt`. Throws as
 * {@link askAbout} does.
 */
export async function activeJobs(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<AskedEntry[]> {
  return (await askAbout(entries, schedulers)).filter(isActive);
}

/** Resolves to the submissions whose jobs can never start but stay in the queue. */
export async function stuckJobs(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<AskedEntry[]> {
  return (await askAbout(entries, schedulers)).filter(isStuck);
}
