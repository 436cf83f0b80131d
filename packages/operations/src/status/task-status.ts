import {
  activeMarks,
  activeRows,
  readStatus,
  runOfJobsIsLost,
  unfinishedSubmissions,
  WorkDirectory,
  ROW_DONE,
  ROW_QUEUED,
  ROW_RUNNING,
  type TaskStatus,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { StatusResult } from '../schemas/status.ts';
import { codesOf } from './codes-of.ts';
import { answerOf } from './answer-of.ts';
import { failedJobs } from './failed-jobs.ts';
import { idlePace, paceData, paceOf, rowsToCome } from './pace.ts';
import { RowTimes } from './row-times.ts';
import { hasUnfinishedJobs, seemsActive } from './seems-active.ts';
import { unfinishedJobs } from './unfinished-jobs.ts';

/** Options of `Project.status`. */
export interface StatusOptions {
  /** Also asks the scheduler which jobs have failed, and which have not ended. */
  readonly jobs?: boolean;
  /**
   * Also tells how fast rows end, and how long the others will take. While something works on the task, its
   * scheduler is asked how many rows run and wait.
   */
  readonly pace?: boolean;
}

/** Returns how many rows of a task are in which state, from its files as they are now. */
export async function taskStatus(
  task: LoadedTask,
  { jobs = false, pace = false }: StatusOptions = {},
): Promise<StatusResult> {
  const times = new RowTimes();
  const read = await readStatus(task, pace ? times.note : undefined);
  const hasPace = pace && !read.complete && read.run !== undefined;
  const isActive = hasPace && (await seemsActive(task));
  const { states, complete, changes } = read;
  const problems = [...read.problems, ...(pace ? await lostRun(task, read) : [])];
  const unwritten = hasPace && (await isUnwritten(task, read, isActive));
  const status = {
    task: task.name,
    ...states.counts(),
    complete,
    changes: [...changes],
    ...(task.waits !== undefined && { waits: task.waits.why }),
    ...(problems.length > 0 && { problems }),
    ...(unwritten && { unwritten }),
    ...(states.origins.length > 1 && { codes: codesOf(states.origins) }),
    ...(hasPace && { pace: paceNow(task, read, times, isActive) }),
  };
  if (!jobs && !isActive) return status;
  const asked = await answerOf(async () => ({
    ...(await rowsOfJobs(task, read)),
    ...(jobs && {
      failedJobs: await failedJobs(task),
      unfinishedJobs: await unfinishedJobs(task),
    }),
  }));
  return asked.noAnswer === undefined
    ? { ...status, ...asked.answer }
    : { ...status, noAnswer: asked.noAnswer };
}

/** Jobs without run.json are told: nothing else says that they are there. */
async function lostRun(task: LoadedTask, { run, problems }: TaskStatus): Promise<string[]> {
  if (run !== undefined || problems.length > 0 || !(await hasUnfinishedJobs(task))) return [];
  const { message, code } = runOfJobsIsLost(new WorkDirectory(task.workdir));
  return [`${message} [${code}]`];
}

/** True if all rows are done, but the job that writes the result has failed or was killed. */
async function isUnwritten(
  task: LoadedTask,
  { states, changes, problems }: TaskStatus,
  isActive: boolean,
): Promise<boolean> {
  const { done, total } = states.counts();
  if (done < total || changes.length > 0 || problems.length > 0) return false;
  return !isActive || !(await mayBeAtWork(task));
}

/** False if jobs of a task were submitted and all have ended, although nobody has recorded that yet. */
async function mayBeAtWork(task: LoadedTask): Promise<boolean> {
  if (task.scheduler.capabilities.immediate) return true;
  const asked = await answerOf(async () => unfinishedSubmissions(task));
  return asked.noAnswer !== undefined || asked.answer.length > 0;
}

function paceNow(
  task: LoadedTask,
  { states }: TaskStatus,
  times: RowTimes,
  isActive: boolean,
): NonNullable<StatusResult['pace']> {
  if (!isActive) return paceData(idlePace(times));
  const left = rowsToCome(task.pspace, states, times);
  return paceData(paceOf(times, left, Date.now() / 1000));
}

/** Counts the rows that are left of jobs that run and of jobs that wait. */
async function rowsOfJobs(task: LoadedTask, { run, states, hasSpaceOfRun }: TaskStatus) {
  const active = await activeRows(task, run);
  // Jobs name rows by their indices in the space of the run.
  if (!hasSpaceOfRun) return {};
  const counts = [0, 0, 0];
  const marks = activeMarks(states.length, active);
  for (const [index, mark] of marks.entries()) if (states.at(index) !== ROW_DONE) counts[mark]!++;
  return { running: counts[ROW_RUNNING]!, queued: counts[ROW_QUEUED]! };
}
