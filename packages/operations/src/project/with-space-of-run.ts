import type { WarningHandler } from '@psyrun/core';
import { spaceOfRun } from '@psyrun/run';
import { withSpace, type LoadedTask } from '@psyrun/task';

/** Returns the task with the space of its run, if its file draws another one at each load. */
export async function withSpaceOfRun(
  task: LoadedTask,
  onWarning: WarningHandler,
): Promise<LoadedTask> {
  const pspace = await spaceOfRun(task, task.redraw);
  if (pspace === undefined) return task;
  const { name } = task;
  onWarning({
    code: 'PSYRUN_WARN_UNSEEDED_SPACE',
    message: `Task '${name}' draws its rows at random, without a seed. These are the rows of its run; psy clean ${name} makes way for others.`,
    fields: { task: name },
  });
  return withSpace(task, pspace);
}
