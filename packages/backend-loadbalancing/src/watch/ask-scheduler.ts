import type { JobStatus, PluginAddress, Scheduler } from '@psyrun/core';
import { jobStatuses, Ledger } from '@psyrun/jobs';
import { pluginAt, type WorkDirectory } from '@psyrun/run';

/**
 * Resolves to the states of the jobs of the queue of a task, by their numbers, from the scheduler.
 * The ledger has the ids of the jobs.
 *
 * Throws `PSYRUN_SCHEDULER` if the query fails.
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
