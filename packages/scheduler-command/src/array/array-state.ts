import type { JobState, JobStatus } from '@psyrun/core';

/** The states in the order in which they decide the state of an array. */
const PRECEDENCE: readonly JobState[] = [
  'running',
  'suspended',
  'queued',
  'waiting',
  'failed',
  'unknown',
  'done',
];

/**
 * Returns the task of an array whose status is that of the array, or undefined if there are none.
 *
 * An array is running while one of its tasks is running, and has failed if one of them has failed. It is
 * being ended if all its running tasks are.
 *
 * @example
 * ```ts
 * const tasks = [{ state: 'done' }, { state: 'failed', reason: 'TIMEOUT' }] as const;
 * decidingTask<(typeof tasks)[number]>(tasks)?.state; // => 'failed'
 * ```
 */
export function decidingTask<T extends Pick<JobStatus, 'state' | 'stuck' | 'ending'>>(
  tasks: readonly T[],
): T | undefined {
  for (const state of PRECEDENCE) {
    const inState = tasks.filter((task) => task.state === state);
    if (inState.length === 0) continue;
    return (
      inState.find(({ stuck }) => stuck) ?? inState.find(({ ending }) => !ending) ?? inState[0]
    );
  }
  return undefined;
}
