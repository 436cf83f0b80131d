import { isPsyrunError } from '@psyrun/core';
import { onCluster } from '../command/job-ids.ts';
import { readReport, type JobReport } from './job-report.ts';
import { slurmCommand } from '../command/slurm-commands.ts';

/** The format contains no string of the user, so every line can be read safely. */
const REPORT = ['-o', '%i|%T|%r'];

/**
 * Resolves to the report of the controller about jobs that it remembers (MinJobAge), in one query.
 * There is one line for each task of an array, also for ended ones.
 */
export async function squeue(numbers: readonly string[], cluster?: string): Promise<JobReport> {
  const jobs = ['-j', numbers.join()];
  try {
    const args = ['-h', '-r', '-t', 'all', ...REPORT, ...onCluster(cluster), ...jobs];
    return readReport(await slurmCommand('squeue', args));
  } catch (error) {
    // If only one job is queried and the controller does not know it, squeue fails.
    const unknown = 'Invalid job id specified';
    if (isPsyrunError(error, 'PSYRUN_SCHEDULER') && error.message.includes(unknown)) {
      return new Map();
    }
    throw error;
  }
}

/** Resolves to the user's jobs that have not ended. */
export async function squeueOwn(): Promise<JobReport> {
  return readReport(await slurmCommand('squeue', ['-h', '-r', '--me', ...REPORT]));
}
