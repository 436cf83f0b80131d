import type { CreateJobOptions } from '@psyrun/core';
import { plannedJobs, preview, type TreeOptions } from '@psyrun/jobs';
import type { LoadedTask } from '@psyrun/task';
import type { Console } from './terminal/console.ts';
import { DONE } from './terminal/exit-codes.ts';

/**
 * Prints what a run would submit and skip, and why, and the commands that would submit it, where
 * the scheduler has some; changes nothing. The exit code.
 */
export async function printPlan(
  task: LoadedTask,
  options: CreateJobOptions,
  submission: TreeOptions,
  console: Console,
): Promise<number> {
  const tree = await new task.backend(task).createJob({ ...options, dryRun: true });
  for (const { name, runs } of plannedJobs(tree)) console.out(`${runs ? '.' : '-'} ${name}`);
  for (const text of await preview(tree, submission)) console.out(`\n${text}`);
  console.error(`Nothing was submitted or changed: this is what psy run ${task.name} would do.`);
  return DONE;
}
