import type { ParameterSpace, Task } from '@psyrun/core';
import { Subspace } from '@psyrun/pspace/internal';
import { activeSubmissions, rowsLeft } from '@psyrun/run';

/** Returns the missing rows while jobs are queued or running, since any job may take any row. */
export async function queuedRows(task: Task): Promise<ParameterSpace> {
  const active = await activeSubmissions(task);
  return active.length > 0 ? rowsLeft(task) : new Subspace(task.pspace, []);
}
