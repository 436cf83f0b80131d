import { onCluster } from '../command/job-ids.ts';
import { isKnownState } from './job-states.ts';
import { readReport, type JobReport } from './job-report.ts';
import { slurmQuery } from '../command/slurm-commands.ts';

/**
 * Resolves to what the accounting says about jobs, in one query. Rejects if there is no accounting.
 * Its information about jobs that have not ended is some seconds old.
 *
 * Jobs are queried by number, since `sacct` otherwise omits those that never started. Of several
 * jobs that have had the same number, it prints the last one.
 */
export async function sacct(numbers: readonly string[], cluster?: string): Promise<JobReport> {
  const jobs = ['-j', numbers.join()];
  const columns = ['-n', '-P', '-X', '-o', 'jobid,state,submit,jobname,comment'];
  return accountingReport(await slurmQuery('sacct', [...columns, ...onCluster(cluster), ...jobs]));
}

/** The id, the state, the time of submission, and the strings of the user. */
const LINE = /^([^|]*)\|([^|]*)\|([^|]*)\|(.*)$/;

/**
 * Reads the answer of `sacct -n -P -X -o jobid,state,submit,jobname,comment`.
 *
 * @example
 * ```ts
 * accountingReport('3_0|TIMEOUT|2026-11-21T20:52:39|t|').get('3_0')?.reason; // => 'TIMEOUT'
 * accountingReport('3_0|CANCELLED by 7|2026-11-21T20:52:39|t|').get('3_0')?.reason;
 * // => 'CANCELLED by 7'
 * ```
 */
export function accountingReport(answer: string): JobReport {
  const lines = answer.split('\n').flatMap((line) => {
    const [found, id, state, submitted, rest] = LINE.exec(line) ?? [];
    // A state that a newer Slurm has named may be an end, and the accounting keeps it for ever.
    return found === undefined || !isKnownState(state!)
      ? []
      : [`${id}|${state}||${submitted}|N/A|${rest}|`];
  });
  return readReport(lines.join('\n'));
}
