import type { Console } from '../terminal/console.ts';
import { alignedLines } from './aligned-lines.ts';
import { classWords } from './class-words.ts';
import type { FailedJob } from '@psyrun/operations/status';

const INDENT = ' '.repeat(4);
/** Most jobs that are named if nothing else is asked for. */
const MOST_NAMED = 20;

/** Prints how many jobs ended for which reason, and the first of them with the end of their log. */
export function printFailedJobs(
  jobs: readonly FailedJob[],
  console: Console,
  most = MOST_NAMED,
): void {
  const named = jobs.slice(0, most);
  const rows = named.map(({ name, reason = '', class: failure = 'unknown', lastLine = '' }) => {
    const cause = failure === 'unknown' ? '' : ` (${classWords(failure)})`;
    return [name, `${reason}${cause}`, lastLine];
  });
  const lines = alignedLines(rows, { width: console.width - INDENT.length });
  for (const line of lines) console.out(INDENT + line);
  if (jobs.length > most) {
    console.out(`    and ${jobs.length - most} more; of all, ${countReasons(jobs)}`);
  }
}

/**
 * Returns how many jobs ended for which reason, the most frequent one first.
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
