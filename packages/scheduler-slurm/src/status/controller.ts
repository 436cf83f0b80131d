import { onCluster } from '../command/job-ids.ts';
import { slurmQuery } from '../command/slurm-commands.ts';
import { readReport, type JobReport } from './job-report.ts';
import { isNoSuchJob } from './squeue.ts';

/**
 * Resolves to the report of the controller about one job or array. It is empty only if the
 * controller says that it has no such job. `scontrol` asks the controller itself, where `squeue` may
 * answer from the cache of a site, or not at all.
 */
export async function controllerReport(number: string, cluster?: string): Promise<JobReport> {
  try {
    const args = [...onCluster(cluster), '-o', 'show', 'job', number];
    return readReport(reportLines(await slurmQuery('scontrol', args)));
  } catch (error) {
    if (isNoSuchJob(error)) return new Map();
    throw error;
  }
}

const JOB = /^JobId=(\d+) (?:ArrayJobId=(\d+) ArrayTaskId=(\S+) )?(?:.*? )?JobName=(.*?) UserId=/;
const STATE = / UserId=.*? JobState=(\S+) Reason=(.*?) Dependency=/;
const COMMENT = / Comment=(.*?) (?:StdErr|AdminComment|SystemComment|Power)=/;

/**
 * Returns the lines of `scontrol -o show job` in the format of {@link readReport}.
 *
 * @example
 * ```ts
 * const line = 'JobId=9 JobName=t UserId=me(1) JobState=RUNNING Reason=None Dependency=(null) SubmitTime=2026-11-21T20:52:39';
 * reportLines(line); // => '9|RUNNING|None|2026-11-21T20:52:39|N/A|t||'
 * ```
 */
export function reportLines(answer: string): string {
  return answer.split('\n').flatMap(reportLine).join('\n');
}

/**
 * Returns the numbers and comments of the jobs in an answer of `scontrol -o show job`, as lines of
 * `job|comment`. Each task of an array that has started has a line with the number of the array.
 *
 * @example
 * ```ts
 * commentLines('JobId=9 ArrayJobId=8 ArrayTaskId=1 JobName=t UserId=me(1) Comment=psyrun:f00d Power=');
 * // => '8|psyrun:f00d'
 * ```
 */
export function commentLines(answer: string): string {
  const lines = answer.split('\n').flatMap((line) => {
    const [, job, array = job] = JOB.exec(line) ?? [];
    return array === undefined ? [] : [`${array}|${COMMENT.exec(line)?.[1]?.trim() ?? ''}`];
  });
  return lines.join('\n');
}

function reportLine(line: string): string[] {
  const [, job, array, tasks, name] = JOB.exec(line) ?? [];
  const [, state, reason] = STATE.exec(line) ?? [];
  if (job === undefined || state === undefined) return [];
  const submitted = / SubmitTime=(\S+)/.exec(line)?.[1] ?? 'N/A';
  const start = / StartTime=(\S+)/.exec(line)?.[1] ?? 'N/A';
  const comment = COMMENT.exec(line)?.[1]?.trim() ?? '';
  return [[idOf(job, array, tasks), state, reason, submitted, start, name, comment, ''].join('|')];
}

function idOf(job: string, array: string | undefined, tasks = ''): string {
  if (array === undefined) return job;
  return /^\d+$/.test(tasks) ? `${array}_${tasks}` : `${array}_[${tasks}]`;
}
