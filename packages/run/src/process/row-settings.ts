import type { Task } from '@psyrun/core';

/** The settings of a task for evaluating rows. */
export type RowSettings = Pick<Task, 'concurrency' | 'retries' | 'timeout'>;

/** Returns the settings of a task for evaluating rows. */
export function rowSettings({ concurrency, retries, timeout }: Task): RowSettings {
  return { concurrency, retries, ...(timeout !== undefined && { timeout }) };
}
