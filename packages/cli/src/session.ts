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
import { coloured, type Console } from './terminal/console.ts';

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
 * Loads the named tasks of a directory, all of them without names, to work with their rows.
 * `onSkipped` is told of each that could not be loaded while others could.
 */
export async function openTasks(
  taskdir: string,
  names: readonly string[],
  session: Session,
  onSkipped?: () => void,
): Promise<LoadedTask[]> {
  const tasks = await readTasks(taskdir, names, session, onSkipped);
  // Listing tasks needs nothing of runs, so that is imported here.
  const { withBatchedStatus } = await import('@psyrun/run');
  const { withSpaceOfRun } = await import('./with-space-of-run.ts');
  return withBatchedStatus(
    await Promise.all(tasks.map((task) => withSpaceOfRun(task, session.console))),
  );
}

/** Loads tasks as {@link openTasks} does, whatever their runs are like: they may be damaged. */
export async function readTasks(
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
  return loadTasks({ ...options, names, onWarning });
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
