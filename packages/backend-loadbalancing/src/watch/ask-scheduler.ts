import type { JobStatus, PluginAddress, Scheduler } from '@psyrun/core';
import { jobStatuses, Ledger } from '@psyrun/jobs';
import { pluginAt, type WorkDirectory } from '@psyrun/run';

/**
 * The states of the jobs that take rows from the queue of a task, by their numbers, as the scheduler
 * tells them. The ledger knows the jobs' ids: nothing has to be found out about this process.
 *
 * Throws `PSYRUN_SCHEDULER` if the scheduler cannot be asked.
 */
export async function askScheduler(
  directory: WorkDirectory,
  task: string,
  address: PluginAddress,
): Promise<ReadonlyMap<number, JobStatus['state']>> {
  const scheduler = await pluginAt<Scheduler>(address);
  const prefix = `${task}:process:`;
  const entries = await new Ledger(directory.ledger).entries();
  const processing = entries.filter(({ name }) => `${name}:`.startsWith(prefix));
  try {
    const statuses = await jobStatuses(processing, { scheduler, workdir: directory.root });
    const own = [...statuses].filter(([name]) => name.startsWith(prefix));
    return new Map(own.map(([name, { state }]) => [Number(name.slice(prefix.length)), state]));
  } finally {
    await scheduler.close?.();
  }
}
