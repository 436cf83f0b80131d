import type { Task } from '@psyrun/core';

/** The settings of a task for evaluating rows. */
export type RowSettings = Pick<
  Task,
  'concurrency' | 'retries' | 'timeout' | 'rowsPerWorker' | 'memoryPerWorker'
>;

/** Returns the settings of a task for evaluating rows. */
export function rowSettings(task: Task): RowSettings {
  const { concurrency, retries, timeout, rowsPerWorker, memoryPerWorker } = task;
  return {
    concurrency,
    retries,
    ...(timeout !== undefined && { timeout }),
    ...(rowsPerWorker !== undefined && { rowsPerWorker }),
    ...(memoryPerWorker !== undefined && { memoryPerWorker }),
  };
}
