import { join } from 'node:path';
import { ACTIVE_STATES, type FailureClass, type JobStatus } from '@psyrun/core';
import { jobStatuses, Ledger, logTail } from '@psyrun/jobs';
import { isOutOfTime, isStoppedEarly, soundRun, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { errorIn } from '../failures/job-errors.ts';
import type { StatusResult } from '../schemas/status.ts';

/** The reason of a job that stopped in time, and left rows for the next run. */
const STOPPED = 'stopped early';
/** The reasons of a scheduler that says only that the exit code was not 0, or nothing. */
const VAGUE = /^(failed|NonZeroExitCode|done|unknown)$/i;

/** A job that ended without having done its work. */
export type FailedJob = NonNullable<StatusResult['failedJobs']>[number];

/**
 * Returns the jobs of a task's present run that ended without having done their work, and why. While
 * others run, these are the jobs that the scheduler says have failed; then those with rows left to
 * do. A job is `done` for its scheduler if it ended well although rows of it failed.
 *
 * Jobs that psy ran itself have no reason but what is in their log. Throws `PSYRUN_SCHEDULER` if the
 * scheduler does not answer.
 */
export async function failedJobs(task: LoadedTask): Promise<FailedJob[]> {
  const names = await new task.backend(task).getFailed();
  if (task.scheduler.capabilities.immediate) return names.map((name) => ({ name }));
  const directory = new WorkDirectory(task.workdir);
  const run = await soundRun(directory);
  if (run === undefined) return [];
  const entries = await new Ledger(directory.ledger).entries();
  const present = entries.filter(({ time }) => time >= run.created);
  const statuses = await jobStatuses(present, task);
  const isActive = [...statuses.values()].some(({ state }) => ACTIVE_STATES.has(state));
  const arrays = new Set(
    present.filter(({ indices }) => indices !== undefined).map(({ name }) => name),
  );
  const failed = isActive
    ? [...statuses].flatMap(([name, { state }]) =>
        state === 'failed' && !arrays.has(name) ? [name] : [],
      )
    : names;
  const since = new Date(run.created);
  return Promise.all(failed.map((name) => explained(task, name, statuses.get(name), since)));
}

async function explained(
  { scheduler, workdir }: LoadedTask,
  name: string,
  status: JobStatus = { id: '', state: 'unknown' },
  since: Date,
): Promise<FailedJob> {
  const log = await logTail(join(workdir, `${name}.log`), since);
  const end = scheduler.explain?.(status, log) ?? status;
  const { state, reason = state } = end;
  const lastLine = lastLineOf(log);
  // A job ends with this line and exit code 1. Its scheduler only knows the exit code.
  const isStopped = isStoppedEarly(lastLine) && VAGUE.test(reason);
  return {
    name,
    state: isStopped ? 'failed' : state,
    reason: isStopped ? STOPPED : reason,
    class: classOf(end, isStopped ? lastLine : undefined, log),
    ...(lastLine !== '' && { lastLine }),
  };
}

/**
 * Returns the class of the failure of a job: what its scheduler knows, or what the job itself wrote into its
 * log. `stopped` is the line with which a job says that it stopped early.
 */
function classOf(
  { failure = 'unknown' }: JobStatus,
  stopped: string | undefined,
  log: string,
): FailureClass {
  if (failure !== 'unknown') return failure;
  if (stopped !== undefined) return isOutOfTime(stopped) ? 'jobTimeout' : 'unknown';
  return errorIn(log)?.startsWith('Error: ') === true ? 'exception' : 'unknown';
}

/** Returns the last line of a log that is not a frame of a stack. */
function lastLineOf(log: string): string {
  const lines = log.trimEnd().split('\n');
  return lines.findLast((line) => !/^\s+at /.test(line)) ?? '';
}
