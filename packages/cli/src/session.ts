import type { WarningHandler } from '@psyrun/core';
import type { ProjectPlace, TaskErrorHandler } from '@psyrun/operations/project';
import type { LoadedTask } from '@psyrun/task';
import type { CommandSpec } from './command-spec.ts';
import { WARNING, type Console } from './terminal/console.ts';

/** The console and the installation that a command line works with. */
export interface Session {
  readonly console: Console;
  /** URL of a module of the installed `psy`: what its package depends on are the usual plug-ins. */
  readonly host: string;
}

/** The last argument of every command. */
export interface CommandSession extends Session {
  /** All commands. */
  readonly commands: readonly CommandSpec[];
}

/** Returns the project of a directory of task files. */
export function placeOf(taskdir: string, { host }: Session): ProjectPlace {
  return { taskdir, host };
}

/** Returns a handler that prints warnings. `onSkipped` is told of each task that could not be loaded while others could. */
export function printWarnings(console: Console, onSkipped?: () => void): WarningHandler {
  // A language that is missing has one message for all its files.
  const printed = new Set<string>();
  return ({ code, message }) => {
    if (!printed.has(message))
      console.error(message, code === 'PSYRUN_WARN_UNSEEDED_SPACE' ? undefined : WARNING);
    printed.add(message);
    if (code === 'PSYRUN_WARN_TASK_SKIPPED') onSkipped?.();
  };
}

/** Told of tasks that cannot be used. */
export interface LoadHandlers {
  /** Told of each task that was not named and cannot be loaded, after the warning. */
  readonly onSkipped?: () => void;
  /** Told of the error of each other task. Without it, the first of these errors is thrown. */
  readonly onError?: TaskErrorHandler;
}

/** Options of {@link openTasksOf}. */
export interface OpenOptions extends LoadHandlers {
  /** Loads the files again: they may read what has changed. */
  readonly reload?: boolean;
}

/** Loads the named tasks of a directory, all of them without names, and prints warnings. */
export async function openTasksOf(
  taskdir: string,
  names: readonly string[],
  session: Session,
  { onSkipped, onError, reload = false }: OpenOptions = {},
): Promise<LoadedTask[]> {
  const { openTasks } = await import('@psyrun/operations/project');
  const onWarning = printWarnings(session.console, onSkipped);
  const place = { ...placeOf(taskdir, session), ...(reload && { reload }) };
  return openTasks(place, names, onWarning, onError);
}

/** Loads tasks as {@link openTasksOf} does, whatever their runs are like: they may be damaged. */
export async function readTasksOf(
  taskdir: string,
  names: readonly string[],
  session: Session,
  { onSkipped, onError }: LoadHandlers = {},
): Promise<LoadedTask[]> {
  const { readTasks } = await import('@psyrun/operations/project');
  const onWarning = printWarnings(session.console, onSkipped);
  return readTasks(placeOf(taskdir, session), names, onWarning, onError);
}
