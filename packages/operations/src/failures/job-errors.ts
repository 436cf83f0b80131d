import type { Task } from '@psyrun/core';
import { logTail } from '@psyrun/jobs';
import { readRun, WorkDirectory } from '@psyrun/run';
import { jobLogs } from './job-logs.ts';

/**
 * How the log of a job tells what ended the job: an error, as `failureText` of `@psyrun/jobs` writes
 * it, or that it was out of time.
 */
const ERROR = /^(?:Error: [^]*? \[\w+\]|Ended early: .*)$/m;
/** Most logs that are looked at. */
const MOST_LOGS = 100;

/** What the end of the log of a job tells of what ended the job. */
export function errorIn(log: string): string | undefined {
  return ERROR.exec(log)?.[0];
}

/**
 * The errors that ended jobs of a task's run before they had done their rows, as their logs tell, and
 * the full names of the jobs with each: a `setup` that throws, for example, ends all of them.
 */
export async function jobErrors(task: Task): Promise<ReadonlyMap<string, readonly string[]>> {
  const run = await readRun(new WorkDirectory(task.workdir).run);
  const errors = new Map<string, string[]>();
  if (run === undefined) return errors;
  const logs = (await jobLogs(task)).filter(({ job }) => job.startsWith('process:'));
  for (const { job, file } of logs.slice(0, MOST_LOGS)) {
    const error = errorIn(await logTail(file, new Date(run.created)));
    if (error === undefined) continue;
    errors.set(error, [...(errors.get(error) ?? []), `${task.name}:${job}`]);
  }
  return errors;
}

/**
 * What errors ended which jobs, as lines.
 *
 * @example
 * ```ts
 * jobErrorLines(new Map([['Error: no GPU [PSYRUN_EVALUATOR]', ['t:process:0', 't:process:1']]]));
 * // => ['t:process:0 and 1 more ended with:', '  Error: no GPU [PSYRUN_EVALUATOR]']
 * ```
 */
export function jobErrorLines(errors: ReadonlyMap<string, readonly string[]>): string[] {
  return [...errors].flatMap(([error, [first, ...others]]) => [
    `${first!}${others.length > 0 ? ` and ${others.length} more` : ''} ended with:`,
    ...error.split('\n').map((line) => `  ${line}`),
  ]);
}
