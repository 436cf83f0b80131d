import type { Task } from '@psyrun/core';

/** Resolves to the `maxJobs` of a task, or to the limit of its scheduler if that is lower. */
export async function mostJobs({ maxJobs, scheduler }: Task): Promise<number> {
  return Math.min(maxJobs, (await scheduler.mostJobs?.()) ?? maxJobs);
}
