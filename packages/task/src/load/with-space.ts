import type { ParameterSpace, Task } from '@psyrun/core';

/**
 * Resolves to a task with the space of its run in the place of a space that was drawn anew. If its program
 * gets rows by index, it takes them from the file that the run has written.
 */
export async function withSpace<T extends Task>(
  task: T,
  pspace: ParameterSpace,
): Promise<Omit<T, 'rowsFile'> & Pick<T, 'pspace' | 'evaluator'>> {
  const { withRows } = await import('./rows-file.ts');
  const { rowsFile: _, ...rest } = task;
  return { ...rest, pspace, evaluator: withRows(task.evaluator, pspace, task.workdir) };
}
