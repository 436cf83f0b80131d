import type { Console } from '../terminal/console.ts';
import type { FailedJob } from '@psyrun/operations/status';

/** Most jobs that are named. */
const MOST_NAMED = 20;

/** Prints how many jobs ended for which reason, and the first of them with the end of their log. */
export function printFailedJobs(jobs: readonly FailedJob[], console: Console): void {
  const named = jobs.slice(0, MOST_NAMED);
  const names = Math.max(...named.map(({ name }) => name.length));
  const reasons = Math.max(...named.map(({ reason = '' }) => reason.length));
  for (const { name, reason = '', lastLine = '' } of named) {
    const line = `    ${name.padEnd(names)}  ${reason.padEnd(reasons)}  ${lastLine}`;
    console.out(line.slice(0, console.width).trimEnd());
  }
  if (jobs.length > MOST_NAMED) {
    console.out(`    and ${jobs.length - MOST_NAMED} more; of all, ${countReasons(jobs)}`);
  }
}

/**
 * How many jobs ended for which reason, the most frequent one first.
 *
 * @example
 * ```ts
 * const jobs = ['TIMEOUT', 'NODE_FAIL', 'TIMEOUT'].map((reason) => ({ name: 't', reason }));
 * countReasons(jobs); // => '2 TIMEOUT, 1 NODE_FAIL'
 * ```
 */
export function countReasons(jobs: readonly FailedJob[]): string {
  const counts = new Map<string, number>();
  for (const { reason = 'unknown' } of jobs) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ');
}
