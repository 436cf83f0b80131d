import { join } from 'node:path';
import { PsyrunError, type Scheduler, type Task } from '@psyrun/core';
import { ledgerRemedy } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';

/**
 * The members of a task that are needed to query its schedulers: the present scheduler, functions
 * that find and query other schedulers, and the folder of the ledger.
 */
export type TaskSchedulers = Pick<Task, 'scheduler' | 'schedulerNamed' | 'askStatus' | 'workdir'>;

/** Largest number of jobs that an error names. */
const MOST_NAMED = 10;

/**
 * Groups submissions by their scheduler, which may be another one than the present scheduler.
 *
 * Throws `PSYRUN_SCHEDULER` if one of the schedulers is no longer installed.
 */
export async function byScheduler(
  entries: readonly LedgerEntry[],
  { scheduler: present, schedulerNamed, workdir }: TaskSchedulers,
): Promise<ReadonlyMap<Scheduler, readonly LedgerEntry[]>> {
  const groups = new Map<Scheduler, readonly LedgerEntry[]>();
  for (const name of new Set(entries.map(({ scheduler }) => scheduler))) {
    const own = entries.filter((entry) => entry.scheduler === name);
    const scheduler =
      name === present.name
        ? present
        : await schedulerNamed?.(name).catch((error: unknown) => {
            throw schedulerGone(name, own, workdir, error);
          });
    if (scheduler !== undefined) groups.set(scheduler, own);
  }
  return groups;
}

function schedulerGone(
  name: string,
  entries: readonly LedgerEntry[],
  workdir: string,
  cause: unknown,
): PsyrunError {
  const jobs = entries.map((entry) => `${entry.job ?? 'without an answer'} (${entry.name})`);
  const others = jobs.length > MOST_NAMED ? ` and ${jobs.length - MOST_NAMED} before them` : '';
  return new PsyrunError(
    'PSYRUN_SCHEDULER',
    `${name} cannot be asked what became of the jobs ${jobs.slice(-MOST_NAMED).join(', ')}${others}: ${(cause as Error).message}`,
    {
      hint: ledgerRemedy(join(workdir, 'ledger')),
      fields: { scheduler: name, workdir },
      cause,
    },
  );
}
