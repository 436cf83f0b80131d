import { existsSync } from 'node:fs';
import type { Task } from '@psyrun/core';
import { activeSubmissions, readStatus, soundRun, splitRanges, WorkDirectory } from '@psyrun/run';
import { isDone } from './is-done.ts';

/** Returns the jobs that are not active although their rows, or the result, are missing. */
export async function failedJobs(task: Task): Promise<readonly string[]> {
  const { name, workdir } = task;
  const directory = new WorkDirectory(workdir);
  const run = await soundRun(directory);
  const { states, complete, changes } = await readStatus(task);
  if (run === undefined || complete || (await activeSubmissions(task)).length > 0) return [];
  const batches = splitRanges(run.todo, run);
  const failed = batches.flatMap((ranges, i) => (isDone(ranges, states) ? [] : [i]));
  if (failed.length > 0 && !existsSync(directory.batch(0))) return [`${name}:split`];
  if (failed.length > 0) return failed.map((i) => `${name}:process:${i}`);
  // If the task has changed, an outdated result is not the fault of a job.
  return changes.length > 0 ? [] : [`${name}:merge`];
}
