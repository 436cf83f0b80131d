import type { WarningHandler } from '@psyrun/core';
import { loadTasks, type LoadedTask } from '@psyrun/task';
import { loadOptions, type ProjectPlace } from './place.ts';

/**
 * Loads the named tasks of a project, all of them without names, to work with their rows. Their
 * questions to one scheduler are asked together.
 *
 * `onWarning` is told of task files that could not be loaded while others could
 * (`PSYRUN_WARN_TASK_SKIPPED`), and of tasks that draw their rows at random
 * (`PSYRUN_WARN_UNSEEDED_SPACE`). Throws what `loadTasks` of `@psyrun/task` throws.
 */
export async function openTasks(
  place: ProjectPlace,
  names: readonly string[],
  onWarning: WarningHandler,
): Promise<LoadedTask[]> {
  const tasks = await readTasks(place, names, onWarning);
  // Listing tasks needs nothing of runs, so that is imported here.
  const { withSpaceOfRun } = await import('./with-space-of-run.ts');
  return Promise.all(tasks.map((task) => withSpaceOfRun(task, onWarning)));
}

/** Loads tasks as {@link openTasks} does, whatever their runs are like: they may be damaged. */
export async function readTasks(
  place: ProjectPlace,
  names: readonly string[],
  onWarning: WarningHandler,
): Promise<LoadedTask[]> {
  const tasks = await loadTasks({ ...loadOptions(place, onWarning), names });
  const { withBatchedStatus } = await import('@psyrun/run');
  return withBatchedStatus(tasks);
}
