import type { JobStatus, Scheduler } from '@psyrun/core';
import { hasEnded } from '@psyrun/files';
import { askStatus } from './ask-status.ts';
import { bySubmitter, type Submitters } from './by-submitter.ts';
import { findLost } from './find-lost.ts';
import type { LedgerEntry } from './ledger.ts';

const ACTIVE = new Set<JobStatus['state']>(['queued', 'waiting', 'running', 'suspended']);

/**
 * The submissions whose jobs are queued or running, by one question to each scheduler that jobs
 * were submitted to.
 *
 * A submission without receipt is looked for by its tag. One that is not found counts as active
 * while the process that made it lives: its answer may be on the way.
 *
 * Throws `PSYRUN_SCHEDULER` if a scheduler cannot be asked.
 */
export async function activeJobs(
  entries: readonly LedgerEntry[],
  submitters: Submitters,
): Promise<LedgerEntry[]> {
  const active: LedgerEntry[] = [];
  for (const [scheduler, own] of await bySubmitter(entries, submitters)) {
    active.push(...(await activeOf(own, scheduler, submitters)));
  }
  return active;
}

async function activeOf(
  entries: readonly LedgerEntry[],
  scheduler: Scheduler,
  submitters: Submitters,
): Promise<LedgerEntry[]> {
  const own = await findLost(entries, scheduler);
  const known = own.flatMap(({ job }) => (job === undefined ? [] : [job]));
  const status = await askStatus(scheduler, known, submitters);
  return own.filter(({ job, by }) =>
    job === undefined
      ? by.pid !== process.pid && !hasEnded(by)
      : ACTIVE.has(status.get(job)?.state ?? 'unknown'),
  );
}
