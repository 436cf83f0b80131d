import { readIndexList } from '@psyrun/scheduler-command';
import { sgeQuery } from '../command/sge-commands.ts';

/** A job as the master knows it, besides its state. */
export interface JobDetails {
  /** Time of submission, in UTC, as `qstat` and `qacct` write it. */
  readonly submitted: string | undefined;
  /** The list of the indices of an array with gaps. */
  readonly indices: readonly number[] | undefined;
  /** Number of tasks: 1 for a job that is no array. */
  readonly count: number;
  readonly waitsForJobs: boolean;
  /** Why it is in the error state. */
  readonly error: string | undefined;
}

/** The variable of a job's context with the indices of its array. */
export const INDICES = 'psyrun_indices';

/** Resolves to the details of jobs that the master knows, in one query. */
export async function jobDetails(
  numbers: readonly string[],
): Promise<ReadonlyMap<string, JobDetails>> {
  if (numbers.length === 0) return new Map();
  const answer = await sgeQuery('qstat', ['-j', numbers.join()], /do not exist/);
  return readDetails(answer ?? '');
}

/**
 * Reads the answer of `qstat -j`: lines of `key: value`, with a line of equals signs before each job.
 *
 * @example
 * ```ts
 * readDetails('====\njob_number: 7\nsubmission_time: Mon Nov 30 16:59:06 2026').get('7')?.submitted;
 * // => 'Mon Nov 30 16:59:06 2026'
 * ```
 */
export function readDetails(answer: string): ReadonlyMap<string, JobDetails> {
  const jobs = new Map<string, JobDetails>();
  for (const part of answer.split(/^=+$/m)) {
    const read = (key: string): string | undefined =>
      new RegExp(`^${key}[^:\\n]*:\\s+(.*?)\\s*$`, 'm').exec(part)?.[1];
    const number = read('job_number');
    if (number === undefined) continue;
    const range = /^(\d+)-(\d+):(\d+)$/.exec(read('job-array tasks') ?? '');
    const list = new RegExp(`\\b${INDICES}=([\\d.-]+)`).exec(read('context') ?? '')?.[1];
    jobs.set(number, {
      submitted: read('submission_time'),
      indices: list === undefined ? undefined : readIndexList(list.replaceAll('.', ',')),
      count: range === null ? 1 : Math.floor((+range[2]! - +range[1]!) / +range[3]!) + 1,
      waitsForJobs:
        read('jid_predecessor_list:') !== undefined || /^jid_predecessor_list:/m.test(part),
      error: read('error reason'),
    });
  }
  return jobs;
}
