import type { ParameterSpace, Task } from '@psyrun/core';
import { Subspace } from '@psyrun/pspace/internal';
import { readStatus } from './read-status.ts';
import { ROW_FAILED, ROW_MISSING } from '../states/row-states.ts';

/** Resolves to the rows of a task without a result: failed rows and rows that were not evaluated. */
export async function rowsLeft(task: Task): Promise<ParameterSpace> {
  const { states } = await readStatus(task);
  return new Subspace(task.pspace, [...states.indices(ROW_MISSING, ROW_FAILED)]);
}
