import type { UnfinishedJob } from '@psyrun/operations';

/**
 * Returns a line for each group of jobs that have not ended: how many, since what they wait for, and
 * what can be done about it.
 *
 * @example
 * ```ts
 * const job = { name: 't:process', count: 2, state: 'queued', reason: 'JobHeldUser' } as const;
 * unfinishedJobLines([{ ...job, expectedStart: '2026-11-21T20:52:39Z' }]);
 * // => ['t:process: 2 queued (JobHeldUser), expected to start at 2026-11-21T20:52:39Z.']
 * ```
 */
export function unfinishedJobLines(jobs: readonly UnfinishedJob[]): string[] {
  return jobs.map(({ name, count, state, reason, stuck, advice, expectedStart, doubt }) => {
    if (doubt !== undefined) return doubt;
    const word = stuck === true ? 'can never start' : state;
    const why = reason === undefined || reason.toLowerCase() === state ? '' : ` (${reason})`;
    const start = expectedStart === undefined ? '' : `, expected to start at ${expectedStart}`;
    const what = advice === undefined ? '' : ` ${advice}`;
    return `${name}: ${count} ${word}${why}${start}.${what}`;
  });
}
