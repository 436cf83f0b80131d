import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { OFFICIAL_PLUGINS } from '../plugins/official-plugins.ts';
import { MODULE_SUFFIX } from '../settings/load-settings.ts';

/** A file that defines a task. */
export interface TaskFile {
  /** Path of the file. It is relative if the path of the searched directory is. */
  readonly file: string;
  /** The name in the name of the file. The task may set another name. */
  readonly name: string;
}

/**
 * Resolves to the task files of a directory, sorted by name: `task_<name>` with a suffix of
 * JavaScript or TypeScript, or one of `suffixes`. Throws `PSYRUN_TASK_DIRECTORY` if the directory cannot
 * be read.
 *
 * @param suffixes Suffixes of other languages, in lower case. Default: those of official packages.
 */
export async function findTaskFiles(
  taskdir: string,
  suffixes: readonly string[] = Object.keys(OFFICIAL_PLUGINS.evaluators),
): Promise<TaskFile[]> {
  let names: string[];
  try {
    const entries = await readdir(taskdir, { withFileTypes: true });
    names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const what =
      code === 'ENOENT'
        ? `There is no task directory ${taskdir}.`
        : `The task directory ${taskdir} cannot be read: ${message}.`;
    throw new PsyrunError('PSYRUN_TASK_DIRECTORY', what, {
      hint: 'Run psy where psy-tasks is, name the directory with --taskdir, or make a first task: psy new-task circle',
      fields: { taskdir },
      cause,
    });
  }
  return names
    .filter((name) => isModule(name) || suffixes.includes(extname(name).toLowerCase()))
    .flatMap((name) => {
      const [, task] = /^task_(.*)\.[^.]+$/s.exec(name) ?? [];
      return task === undefined ? [] : [{ file: join(taskdir, name), name: task }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** True for the name of a task file in JavaScript or TypeScript. */
export function isModule(name: string): boolean {
  return MODULE_SUFFIX.test(name) && !/\.d\.[cm]?ts$/.test(name);
}
