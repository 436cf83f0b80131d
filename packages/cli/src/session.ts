import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPlugins, loadTasks, type LoadedTask } from '@psyrun/task';
import { coloured, type Console } from './console.ts';

/** What every command is given: where to print, and which installation is asked. */
export interface Session {
  readonly console: Console;
  /** URL of a module of the installed `psy`: what its package depends on are the usual plug-ins. */
  readonly host: string;
}

/** Loads the named tasks of a directory; all of them without names. */
export async function openTasks(
  taskdir: string,
  names: readonly string[],
  { console, host }: Session,
): Promise<LoadedTask[]> {
  return loadTasks({
    taskdir,
    plugins: findPlugins(resolve(taskdir), fileURLToPath(new URL('.', host))),
    names,
    onWarning: ({ message }) => console.error(`${coloured('yellow', 'Warning:')} ${message}`),
  });
}
