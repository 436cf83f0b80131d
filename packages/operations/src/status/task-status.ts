import { readStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { StatusResult } from '../schemas/status.ts';
import { codesOf } from '../results/codes-of.ts';
import { answerOf } from './answer-of.ts';
import { failedJobs } from './failed-jobs.ts';

/** Options of `Project.status`. */
export interface StatusOptions {
  /** Also asks the scheduler which jobs have failed. */
  readonly jobs?: boolean;
}

/** Returns how many rows of a task are in which state, from its files as they are now. */
export async function taskStatus(
  task: LoadedTask,
  { jobs = false }: StatusOptions = {},
): Promise<StatusResult> {
  const { states, complete, changes, problems } = await readStatus(task);
  const status = {
    task: task.name,
    ...states.counts(),
    complete,
    changes: [...changes],
    ...(problems.length > 0 && { problems: [...problems] }),
    ...(states.origins.length > 1 && { codes: codesOf(states.origins) }),
  };
  if (!jobs) return status;
  const asked = await answerOf(() => failedJobs(task));
  return asked.noAnswer === undefined
    ? { ...status, failedJobs: asked.answer }
    : { ...status, noAnswer: asked.noAnswer };
}
