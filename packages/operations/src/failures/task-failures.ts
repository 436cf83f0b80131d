import type { ParameterSpace, Row } from '@psyrun/core';
import { ROW_MISSING, readFailures, type Failures } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { FailureGroup, FailuresResult } from '../schemas/failures.ts';
import { answerOf } from '../status/answer-of.ts';
import { failedJobs, type FailedJob } from '../status/failed-jobs.ts';
import { groupFailures, type GroupedFailures } from './group-failures.ts';
import { jobErrors } from './job-errors.ts';
import { region } from './region.ts';
import { unwrittenResult } from './unwritten-result.ts';

/** Most rows that failures are compared with. Of a larger space every n-th row is taken. */
const MOST_OTHERS = 20_000;

/**
 * Returns the errors that rows of a task failed with, where in the space these rows are, and why jobs
 * ended before they had done their rows.
 *
 * `jobErrors` are those of jobs that ran in the process of `psy`: no scheduler knows a reason.
 */
export async function taskFailures(task: LoadedTask): Promise<FailuresResult> {
  const found = await readFailures(task);
  const { missing } = found.states.counts();
  const errors = groupFailures(found.failures).map((group) => placed(group, found));
  const asked = await answerOf(async () => (await failedJobs(task)).filter(endedEarly));
  const { immediate } = task.scheduler.capabilities;
  const unwritten = errors.length > 0 ? undefined : await unwrittenResult(task);
  return {
    task: task.name,
    total: found.space.length,
    failed: found.failures.length,
    missing,
    errors,
    jobs: asked.noAnswer === undefined ? asked.answer : [],
    jobErrors: immediate && missing + found.failures.length > 0 ? await jobErrors(task) : [],
    ...(unwritten !== undefined && { unwritten }),
    ...(asked.noAnswer !== undefined && { noAnswer: asked.noAnswer }),
    ...(found.problems.length > 0 && { problems: [...found.problems] }),
  };
}

/** True if it was the job that failed, and not only rows of it. */
function endedEarly({ state }: FailedJob): boolean {
  return state === 'failed' || state === 'unknown';
}

function placed({ error, records }: GroupedFailures, found: Failures): FailureGroup {
  const rows = records.map(({ index }) => index);
  return { ...error, count: rows.length, region: regionOf(rows, found), rows };
}

/** Returns what sets rows apart from all others that were evaluated. */
function regionOf(rows: readonly number[], { space, states }: Failures): string[] {
  const inside = new Set(rows);
  const step = Math.ceil(space.length / MOST_OTHERS);
  const others: Row[] = [];
  for (let i = 0; i < space.length; i += step) {
    if (!inside.has(i) && states.at(i) !== ROW_MISSING) others.push(space.at(i));
  }
  return region(rowsAt(space, inside), others);
}

function rowsAt(space: ParameterSpace, indices: Iterable<number>): Row[] {
  return Array.from(indices, (index) => space.at(index));
}
