import { join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import type { AskedEntry } from './asked-entry.ts';
import { doubtsAbout } from './doubts-about.ts';
import { ledgerRemedy } from './ledger.ts';

/**
 * Returns the error for a task with jobs of which nobody can say here whether they have ended. New
 * jobs might evaluate the same rows. Returns undefined if there are no such jobs.
 */
export function unprovenJobs(
  task: string,
  workdir: string,
  active: readonly AskedEntry[],
): PsyrunError | undefined {
  const doubts = doubtsAbout(active);
  if (doubts.length === 0) return undefined;
  return new PsyrunError(
    'PSYRUN_JOB_UNPROVEN',
    `It is not certain that the jobs of task '${task}' have ended. ${doubts.join(' ')}`,
    {
      hint: `Use psy where they were submitted. ${ledgerRemedy(join(workdir, 'ledger'))}`,
      fields: { task, doubts },
    },
  );
}
