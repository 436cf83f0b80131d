import type { Scheduler } from '@psyrun/core';
import { hasEnded } from '@psyrun/files';
import { askStatus } from './ask-status.ts';
import { elsewhere, judged, type AskedEntry } from './asked-entry.ts';
import { byScheduler, type TaskSchedulers } from '../submit/by-scheduler.ts';
import { findLost } from './find-lost.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * Resolves to the submissions whose end is not recorded yet, with the statuses of their jobs. Each
 * scheduler that jobs were submitted to is queried once. A submission without a receipt is looked up
 * by its tag.
 *
 * Throws `PSYRUN_SCHEDULER` if a scheduler cannot be queried.
 */
export async function askAbout(
  entries: readonly LedgerEntry[],
  schedulers: TaskSchedulers,
): Promise<AskedEntry[]> {
  const open = entries.filter(({ settled }) => settled !== true);
  const groups = [...(await byScheduler(open, schedulers))];
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
  const lost = own.filter(({ job, by }) => job === undefined && hasEnded(by));
  const here = lost.length === 0 ? undefined : await scheduler.system?.();
  return own.map((entry) =>
    entry.job === undefined ? judgedLost(entry, here) : judged(entry, statuses.get(entry.job)),
  );
}

/** A submission whose answer was lost can only be found on the system that it went to. */
function judgedLost(entry: LedgerEntry, here: string | undefined): AskedEntry {
  const { system } = entry;
  if (here === undefined || system === undefined || system === here) return entry;
  return { ...entry, doubt: elsewhere(entry, here) };
}
