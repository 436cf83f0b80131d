import { PsyrunError, type WarningHandler } from '@psyrun/core';
import { loadTasks, type LoadedTask } from '@psyrun/task';
import { loadOptions, type ProjectPlace } from './place.ts';

/** Told of each task that cannot be used, and why. The others go on. */
export type TaskErrorHandler = (task: string, error: unknown) => void;

/**
 * Loads the named tasks of a project, all of them without names, to work with their rows. Their
 * questions to one scheduler are asked together.
 *
 * `onWarning` is told of task files that could not be loaded while others could
 * (`PSYRUN_WARN_TASK_SKIPPED`), and of tasks that draw their rows at random
 * (`PSYRUN_WARN_UNSEEDED_SPACE`). `onError` is told of named tasks that cannot be loaded, and of tasks
 * whose run cannot be read; without it, the first of these errors is thrown. Throws what `loadTasks` of
 * `@psyrun/task` throws, and `PSYRUN_TASK_NOT_FOUND` if there are no tasks.
 */
export async function openTasks(
  place: ProjectPlace,
  names: readonly string[],
  onWarning: WarningHandler,
  onError?: TaskErrorHandler,
): Promise<LoadedTask[]> {
  const tasks = await readTasks(place, names, onWarning, onError);
  const opened = await Promise.all(
    tasks.map(async (task) => {
      try {
        return await withRows(place, task, onWarning);
      } catch (error) {
        if (onError === undefined) throw error;
        onError(task.name, error);
        return undefined;
      }
    }),
  );
  return opened.filter((task) => task !== undefined);
}

/**
 * Returns a task with its rows: those of its run if its file draws others at each load, those that the results of other
 * tasks make if it comes after them.
 *
 * @param before The tasks that come after this one, by way of each other.
 */
async function withRows(
  place: ProjectPlace,
  task: LoadedTask,
  onWarning: WarningHandler,
  before: readonly string[] = [],
): Promise<LoadedTask> {
  const { name, after, later } = task;
  // Listing tasks needs nothing of runs, so these are imported here.
  const { withSpaceOfRun } = await import('./with-space-of-run.ts');
  const own = later === undefined ? await withSpaceOfRun(task, onWarning) : task;
  if (after.length === 0) return own;
  if (before.includes(name)) throw inACircle([...before, name]);
  const { afterOthers, startWork } = await import('../later/after-others.ts');
  const open = async (other: string): Promise<LoadedTask> => {
    const [read] = await readTasks(place, [other], onWarning);
    return withRows(place, read!, onWarning, [...before, name]);
  };
  return afterOthers(own, open, startWork(place, name));
}

function inACircle(names: readonly string[]): PsyrunError {
  return new PsyrunError(
    'PSYRUN_TASK_INVALID',
    `Tasks come after each other: ${names.join(' after ')}.`,
    { hint: 'Remove one of them from after, or its resultOf.', fields: { tasks: names } },
  );
}

/** Loads tasks as {@link openTasks} does, whatever their runs are like: they may be damaged. */
export async function readTasks(
  place: ProjectPlace,
  names: readonly string[],
  onWarning: WarningHandler,
  onError?: TaskErrorHandler,
): Promise<LoadedTask[]> {
  let skipped = 0;
  const tasks = await loadTasks({
    ...loadOptions(place, (warning) => {
      skipped++;
      onWarning(warning);
    }),
    names,
    ...(onError && { onError }),
  });
  if (tasks.length + skipped === 0 && names.length === 0) throw noTasks(place);
  const { withBatchedStatus } = await import('@psyrun/run');
  return withBatchedStatus(tasks);
}

function noTasks({ taskdir }: ProjectPlace): PsyrunError {
  return new PsyrunError('PSYRUN_TASK_NOT_FOUND', `There are no tasks in ${taskdir}.`, {
    hint: 'Make one: psy new-task circle',
    fields: { taskdir },
  });
}
