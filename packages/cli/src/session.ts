import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WarningHandler } from '@psyrun/core';
import {
  findPlugins,
  loadTasks,
  taskNames,
  type LoadedTask,
  type LoadTasksOptions,
  type PluginRegistry,
} from '@psyrun/task';
import { coloured, type Console } from './console.ts';

/** What every command is given: where to print, and which installation is asked. */
export interface Session {
  readonly console: Console;
  /** URL of a module of the installed `psy`: what its package depends on are the usual plug-ins. */
  readonly host: string;
}

/** The plug-ins that tasks of a directory can use. */
export function pluginsFor(taskdir: string, { host }: Session): PluginRegistry {
  return findPlugins(resolve(taskdir), fileURLToPath(new URL('.', host)));
}

/**
 * Loads the named tasks of a directory; all of them without names. `onSkipped` is told of each that
 * could not be loaded while others could.
 */
export async function openTasks(
  taskdir: string,
  names: readonly string[],
  session: Session,
  onSkipped: () => void = () => undefined,
): Promise<LoadedTask[]> {
  const options = inDirectory(taskdir, session);
  const onWarning: WarningHandler = (warning) => {
    options.onWarning(warning);
    onSkipped();
  };
  const tasks = await loadTasks({ ...options, names, onWarning });
  return Promise.all(tasks.map((task) => withSpaceOfRun(task, session)));
}

/** The task with the space that its run has, if its file draws another one at each load. */
async function withSpaceOfRun(task: LoadedTask, { console }: Session): Promise<LoadedTask> {
  // Listing tasks needs nothing of runs.
  const { spaceOfRun } = await import('@psyrun/run');
  const pspace = await spaceOfRun(task, task.redraw);
  if (pspace === undefined) return task;
  console.error(
    `Task '${task.name}' draws its rows at random, without a seed. These are the rows of its run; psy clean ${task.name} makes way for others.`,
  );
  return { ...task, pspace };
}

/** The names of the tasks of a directory. */
export async function listedTasks(taskdir: string, session: Session): Promise<string[]> {
  return taskNames(inDirectory(taskdir, session));
}

function inDirectory(taskdir: string, session: Session): LoadTasksOptions {
  return {
    taskdir,
    plugins: pluginsFor(taskdir, session),
    onWarning: ({ message }) =>
      session.console.error(`${coloured('yellow', 'Warning:')} ${message}`),
  };
}
