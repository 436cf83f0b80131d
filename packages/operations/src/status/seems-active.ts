import { isPsyrunError } from '@psyrun/core';
import { lockHolder } from '@psyrun/files';
import { Ledger } from '@psyrun/jobs';
import { WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';

/**
 * True if a process holds the lock of a task, or jobs were submitted whose end is not recorded. The
 * scheduler is not asked: such jobs may have ended.
 */
export async function seemsActive(task: LoadedTask): Promise<boolean> {
  return (await isHeld(new WorkDirectory(task.workdir))) || (await hasUnfinishedJobs(task));
}

/** True if jobs were submitted whose end is not recorded. */
export async function hasUnfinishedJobs({ workdir, scheduler }: LoadedTask): Promise<boolean> {
  if (scheduler.capabilities.immediate) return false;
  const directory = new WorkDirectory(workdir);
  const entries = await new Ledger(directory.ledger).entries();
  return entries.some(({ settled, abandoned }) => settled !== true && abandoned !== true);
}

/** A damaged lock does not say whose it is. */
async function isHeld({ run }: WorkDirectory): Promise<boolean> {
  try {
    return (await lockHolder(run)) !== undefined;
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_LOCK_DAMAGED')) return true;
    throw error;
  }
}
