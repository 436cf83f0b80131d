import type { LoadedTask } from '@psyrun/task';
import type { FailuresResult } from '../schemas/failures.ts';
import { answerOf } from '../status/answer-of.ts';
import { failedJobs, type FailedJob } from '../status/failed-jobs.ts';
import { jobErrors } from './job-errors.ts';
import { readGroups } from './read-groups.ts';
import { regionOf } from './region-of-rows.ts';
import { unwrittenResult } from './unwritten-result.ts';

/** Most groups, the largest ones, whose regions are searched. */
const MOST_REGIONS = 100;

/**
 * Returns the errors that rows of a task failed with, where in the space these rows are, and why jobs
 * ended before they had done their rows.
 *
 * `jobErrors` are those of jobs that ran in the process of `psy`: no scheduler knows a reason.
 */
export async function taskFailures(task: LoadedTask): Promise<FailuresResult> {
  const found = await readGroups(task);
  const { failed, missing } = found.states.counts();
  const errors = found.groups.map(({ error, rows }, i) => ({
    ...error,
    count: rows.length,
    region: i < MOST_REGIONS ? regionOf(rows, found) : [],
    rows,
  }));
  const asked = await answerOf(async () => (await failedJobs(task)).filter(endedEarly));
  const { immediate } = task.scheduler.capabilities;
  const unwritten = errors.length > 0 ? undefined : await unwrittenResult(task);
  return {
    task: task.name,
    total: found.space.length,
    failed,
    missing,
    errors,
    jobs: asked.noAnswer === undefined ? asked.answer : [],
    jobErrors: immediate && missing + failed > 0 ? await jobErrors(task) : [],
    ...(unwritten !== undefined && { unwritten }),
    ...(asked.noAnswer !== undefined && { noAnswer: asked.noAnswer }),
    ...(found.problems.length > 0 && { problems: [...found.problems] }),
  };
}

/** True if it was the job that failed, and not only rows of it. */
function endedEarly({ state }: FailedJob): boolean {
  return state === 'failed' || state === 'unknown';
}
