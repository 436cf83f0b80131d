import { isPsyrunError } from '@psyrun/core';
import { onCluster } from '../command/job-ids.ts';
import { readReport, type JobReport } from './job-report.ts';
import { slurmCommand } from '../command/slurm-commands.ts';

/** No text of the user is in it, so every line can be read with certainty. */
const REPORT = ['-o', '%i|%T|%r'];

/**
 * What the controller says of jobs, as long as it remembers them (MinJobAge), in one query: a line
 * for each task of an array, ended ones too.
 */
export async function squeue(numbers: readonly string[], cluster?: string): Promise<JobReport> {
  const jobs = ['-j', numbers.join()];
  try {
    const args = ['-h', '-r', '-t', 'all', ...REPORT, ...onCluster(cluster), ...jobs];
    return readReport(await slurmCommand('squeue', args));
  } catch (error) {
    // Asked for a single job, squeue fails if the controller does not know it.
    const unknown = 'Invalid job id specified';
    if (isPsyrunError(error, 'PSYRUN_SCHEDULER') && error.message.includes(unknown)) {
      return new Map();
    }
    throw error;
  }
}

/** The user's jobs that have not ended. */
export async function squeueOwn(): Promise<JobReport> {
  return readReport(await slurmCommand('squeue', ['-h', '-r', '--me', ...REPORT]));
}
