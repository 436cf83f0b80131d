import type { Task } from '@psyrun/core';

/** How a job goes about its rows. */
export type RowSettings = Pick<Task, 'concurrency' | 'retries' | 'timeout'>;

/** The settings of a task that say how a job goes about its rows. */
export function rowSettings({ concurrency, retries, timeout }: Task): RowSettings {
  return { concurrency, retries, ...(timeout !== undefined && { timeout }) };
}
