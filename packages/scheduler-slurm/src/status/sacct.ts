import { onCluster } from '../command/job-ids.ts';
import { readReport, type JobReport } from './job-report.ts';
import { slurmCommand } from '../command/slurm-commands.ts';

/**
 * Resolves to how jobs ended according to the accounting, in one query. Rejects if there is no
 * accounting.
 *
 * Jobs are queried by number, since `sacct` otherwise omits those that never started.
 */
export async function sacct(numbers: readonly string[], cluster?: string): Promise<JobReport> {
  const jobs = ['-j', numbers.join()];
  const columns = ['-n', '-P', '-X', '-o', 'jobid,state'];
  return endedJobs(await slurmCommand('sacct', [...columns, ...onCluster(cluster), ...jobs]));
}

/**
 * Returns the ended jobs in an answer of `sacct -n -P -X -o jobid,state`. Its information about
 * other jobs is some seconds old.
 *
 * @example
 * ```ts
 * endedJobs('3_0|TIMEOUT\n3_1|RUNNING').get('3_0'); // => { state: 'failed', reason: 'TIMEOUT' }
 * endedJobs('3_0|TIMEOUT\n3_1|RUNNING').has('3_1'); // => false
 * ```
 */
export function endedJobs(answer: string): JobReport {
  const lines = answer.split('\n').map((line) => `${line}|`);
  const report = readReport(lines.join('\n'));
  return new Map([...report].filter(([, { state }]) => state === 'done' || state === 'failed'));
}
