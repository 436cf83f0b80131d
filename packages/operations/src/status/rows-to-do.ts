import type { ParameterSpace } from '@psyrun/core';
import type { LoadedTask } from '@psyrun/task';

/** Returns the rows of a task that have no result yet. */
export async function missingRows(task: LoadedTask): Promise<ParameterSpace> {
  return new task.backend(task).getMissing();
}

/**
 * Returns the rows of a task that its queued and running jobs will evaluate. Throws
 * `PSYRUN_SCHEDULER` if the scheduler does not answer.
 */
export async function queuedRows(task: LoadedTask): Promise<ParameterSpace> {
  return new task.backend(task).getQueued();
}
