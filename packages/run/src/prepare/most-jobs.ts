import type { Task } from '@psyrun/core';

/** The task's `maxJobs`, or fewer if its scheduler cannot hold so many at all. */
export async function mostJobs({ maxJobs, scheduler }: Task): Promise<number> {
  return Math.min(maxJobs, (await scheduler.mostJobs?.()) ?? maxJobs);
}
