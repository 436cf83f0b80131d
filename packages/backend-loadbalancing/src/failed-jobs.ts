import type { Task } from '@psyrun/core';
import { activeSubmissions, readStatus, WorkDirectory } from '@psyrun/run';
import { deadJobs } from './watch/dead-jobs.ts';

/** Returns the jobs that died or stopped early or, if none did, the step that has not done its work. */
export async function failedJobs(task: Task): Promise<readonly string[]> {
  const { name, workdir } = task;
  const { states, complete, changes } = await readStatus(task);
  if (complete || (await activeSubmissions(task)).length > 0) return [];
  const { done, total } = states.counts();
  // If the task has changed, an outdated result is not the fault of a job.
  const hasChanged = changes.length > 0;
  if (done === total) return hasChanged ? [] : [`${name}:finalize`];
  const dead = await deadJobs(new WorkDirectory(workdir));
  if (dead === undefined) return [];
  if (dead.length > 0) return dead.map((i) => `${name}:process:${i}`);
  return hasChanged ? [] : [`${name}:process`];
}
