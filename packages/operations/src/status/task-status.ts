import { readStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { StatusResult } from '../schemas/status.ts';
import { codesOf } from '../results/codes-of.ts';
import { answerOf } from './answer-of.ts';
import { failedJobs } from './failed-jobs.ts';
import { unfinishedJobs } from './unfinished-jobs.ts';

/** Options of `Project.status`. */
export interface StatusOptions {
  /** Also asks the scheduler which jobs have failed, and which have not ended. */
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
  const asked = await answerOf(async () => ({
    failedJobs: await failedJobs(task),
    unfinishedJobs: await unfinishedJobs(task),
  }));
  return asked.noAnswer === undefined
    ? { ...status, ...asked.answer }
    : { ...status, noAnswer: asked.noAnswer };
}
