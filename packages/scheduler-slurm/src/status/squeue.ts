import { isPsyrunError } from '@psyrun/core';
import { onCluster } from '../command/job-ids.ts';
import { readReport, type JobReport } from './job-report.ts';
import { slurmQuery } from '../command/slurm-commands.ts';

/** The id, state, reason, times of submission and start, then the strings of the user. */
const REPORT = ['-o', '%i|%T|%r|%V|%S|%j|%k|'];

/** The message of Slurm about a number that no job has. */
export const NO_SUCH_JOB = 'Invalid job id specified';

/**
 * Resolves to the report of `squeue` about jobs that it lists, in one query. There is one line for
 * each task of an array, also for ended ones. Sites put caches in front of `squeue`: a job that is
 * not listed may be there.
 */
export async function squeue(numbers: readonly string[], cluster?: string): Promise<JobReport> {
  const jobs = ['-j', numbers.join()];
  try {
    const args = ['-h', '-r', '-t', 'all', ...REPORT, ...onCluster(cluster), ...jobs];
    return readReport(await slurmQuery('squeue', args));
  } catch (error) {
    // If only one job is queried and the controller does not know it, squeue fails.
    if (isNoSuchJob(error)) return new Map();
    throw error;
  }
}

/** Resolves to the user's jobs that have not ended. */
export async function squeueOwn(): Promise<JobReport> {
  return readReport(await slurmQuery('squeue', ['-h', '-r', '--me', ...REPORT]));
}

/** True for the error of a command of Slurm whose only job does not exist. */
export function isNoSuchJob(error: unknown): boolean {
  return isPsyrunError(error, 'PSYRUN_SCHEDULER') && error.message.includes(NO_SUCH_JOB);
}
