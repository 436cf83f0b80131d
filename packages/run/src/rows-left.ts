import type { ParameterSpace, Task } from '@psyrun/core';
import { activeJobs, Ledger, type LedgerEntry } from '@psyrun/jobs';
import { readStatus } from './read-status.ts';
import { FAILED, MISSING } from './row-states.ts';
import { Subspace } from './subspace.ts';
import { WorkDirectory } from './work-directory.ts';

/** The rows of a task that have no result yet, because they failed or were not evaluated. */
export async function rowsLeft(task: Task): Promise<ParameterSpace> {
  const { states } = await readStatus(task);
  return new Subspace(task.pspace, [...states.indices(MISSING, FAILED)]);
}

/** The submissions of a task whose jobs are queued or running. Throws `PSYRUN_SCHEDULER`. */
export async function activeSubmissions(task: Task): Promise<LedgerEntry[]> {
  const ledger = new Ledger(new WorkDirectory(task.workdir).ledger);
  return activeJobs(await ledger.entries(), task);
}
