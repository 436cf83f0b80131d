import type { Task } from '@psyrun/core';
import { logTail } from '@psyrun/jobs';
import { soundRun, WorkDirectory } from '@psyrun/run';
import { jobLogs } from '../control/job-logs.ts';
import type { FailuresResult } from '../schemas/failures.ts';

/** An error that ended jobs, and their full names. */
export type JobError = FailuresResult['jobErrors'][number];

/**
 * Matches the line of a log that says what ended the job: an error, as `failureText` of
 * `@psyrun/jobs` writes it, or that the job was stopped.
 */
const ERROR = /^(?:Error: [^]*? \[\w+\]|Stopped .* What was done is recorded.*)$/m;
/** Most logs that are read. */
const MOST_LOGS = 100;

/** Matches a line that names a cause, as `causeLines` of `@psyrun/core` writes it. */
const CAUSE = /^ *(?:Caused by|Error \d+ of \d+): (?:\w*Error: )?(.*?)(?: \[\w+\])?$/;

/** Returns what ended a job, as the end of its log tells it. */
export function errorIn(log: string): string | undefined {
  return ERROR.exec(log)?.[0];
}

/** Returns what {@link errorIn} does, and the causes that the error itself does not tell. */
export function errorWithCauses(log: string): string | undefined {
  const found = ERROR.exec(log);
  if (found === null) return undefined;
  const [error] = found;
  const causes = log
    .slice(found.index + error.length)
    .split('\n')
    .filter((line) => !error.includes(CAUSE.exec(line)?.[1] ?? ''))
    // The stack of a program in Python begins with this line. Its message is in the error.
    .filter((line) => !line.endsWith('Caused by: Traceback (most recent call last):'));
  return [error, ...causes].join('\n');
}

/**
 * Returns the errors that ended jobs of a task's run before they had done their work, as their logs
 * tell, and the full names of the jobs with each. A `setup` that throws ends all of them.
 */
export async function jobErrors(task: Task): Promise<JobError[]> {
  const run = await soundRun(new WorkDirectory(task.workdir));
  if (run === undefined) return [];
  const errors = new Map<string, string[]>();
  const logs = (await jobLogs(task)).filter(({ job }) => /^(?:process:|merge$)/.test(job));
  for (const { job, file } of logs.slice(0, MOST_LOGS)) {
    const error = errorWithCauses(await logTail(file, new Date(run.created)));
    if (error === undefined) continue;
    errors.set(error, [...(errors.get(error) ?? []), `${task.name}:${job}`]);
  }
  return Array.from(errors, ([error, jobs]) => ({ error, jobs }));
}
