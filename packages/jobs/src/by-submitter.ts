import { PsyrunError, type Scheduler, type Task } from '@psyrun/core';
import type { LedgerEntry } from './ledger.ts';

/**
 * The present scheduler of a task, how others are found that its jobs were submitted to, and how
 * they are asked.
 */
export type Submitters = Pick<Task, 'scheduler' | 'schedulerNamed' | 'askStatus'>;

/**
 * Submissions by the scheduler that they were made to, whatever the present one is.
 *
 * Throws `PSYRUN_SCHEDULER` if one of them is not there any more.
 */
export async function bySubmitter(
  entries: readonly LedgerEntry[],
  { scheduler: present, schedulerNamed }: Submitters,
): Promise<ReadonlyMap<Scheduler, readonly LedgerEntry[]>> {
  const groups = new Map<Scheduler, readonly LedgerEntry[]>();
  for (const name of new Set(entries.map(({ scheduler }) => scheduler))) {
    const scheduler = name === present.name ? present : await found(name, schedulerNamed);
    if (scheduler === undefined) continue;
    groups.set(
      scheduler,
      entries.filter((entry) => entry.scheduler === name),
    );
  }
  return groups;
}

async function found(name: string, find: Submitters['schedulerNamed']) {
  try {
    return await find?.(name);
  } catch (cause) {
    throw new PsyrunError(
      'PSYRUN_SCHEDULER',
      `Jobs were submitted to ${name}, which cannot be asked what became of them: ${(cause as Error).message}`,
      {
        hint: 'If none of them is queued or running, remove the file ledger of the work directory.',
        fields: { scheduler: name },
        cause,
      },
    );
  }
}
