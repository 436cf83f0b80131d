import { byScheduler } from '@psyrun/jobs';
import { activeSubmissions, stuckSubmissions } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { KillResult } from '../schemas/kill.ts';
import { stopSubmitters } from './stop-submitters.ts';

/**
 * Ends the queued and running jobs of a task, as its ledger knows them, and no others. Where another
 * process runs the jobs itself, that process is asked to stop.
 *
 * Throws `PSYRUN_RUN_ACTIVE` if a process cannot be reached or does not end, and `PSYRUN_SCHEDULER`.
 */
export async function killTask(task: LoadedTask): Promise<KillResult> {
  const active = [...(await activeSubmissions(task)), ...(await stuckSubmissions(task))];
  for (const [scheduler, own] of await byScheduler(active, task)) {
    const jobs = own.flatMap(({ job }) => (job === undefined ? [] : [job]));
    if (jobs.length > 0) await scheduler.kill(jobs);
  }
  await stopSubmitters(task, active);
  return { task: task.name, ended: active.map(({ name }) => name) };
}
