import { activeJobs, Ledger, type LedgerEntry } from '@psyrun/jobs';
import { WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';

/** The submissions of a task whose jobs are queued or running, as its ledger knows them. */
export async function activeSubmissions(task: LoadedTask): Promise<LedgerEntry[]> {
  const ledger = new Ledger(new WorkDirectory(task.workdir).ledger);
  return activeJobs(await ledger.entries(), task);
}
