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
  // Listing tasks needs nothing of runs, so that is imported here.
  const { withSpaceOfRun } = await import('./with-space-of-run.ts');
  const opened = await Promise.all(
    tasks.map(async (task) => {
      try {
        return await withSpaceOfRun(task, onWarning);
      } catch (error) {
        if (onError === undefined) throw error;
        onError(task.name, error);
        return undefined;
      }
    }),
  );
  return opened.filter((task) => task !== undefined);
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
