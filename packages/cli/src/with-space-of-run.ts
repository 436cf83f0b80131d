import { spaceOfRun } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { Console } from './terminal/console.ts';

/** The task with the space that its run has, if its file draws another one at each load. */
export async function withSpaceOfRun(task: LoadedTask, console: Console): Promise<LoadedTask> {
  const pspace = await spaceOfRun(task, task.redraw);
  if (pspace === undefined) return task;
  console.error(
    `Task '${task.name}' draws its rows at random, without a seed. These are the rows of its run; psy clean ${task.name} makes way for others.`,
  );
  return { ...task, pspace };
}
