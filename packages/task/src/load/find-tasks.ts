import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { MODULE_SUFFIX } from '../settings/load-settings.ts';

/** A file that defines a task. */
export interface TaskFile {
  /** Its path, in the directory that was searched: relative if that was. */
  readonly file: string;
  /** The name that the file gives; the task may give itself another. */
  readonly name: string;
}

/**
 * The task files of a directory: `task_<name>` with a suffix of JavaScript or TypeScript, sorted
 * by name. Throws `PSYRUN_TASK_DIRECTORY` if the directory is not there, or cannot be read.
 */
export async function findTaskFiles(taskdir: string): Promise<TaskFile[]> {
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
      hint: 'Run psy where psy-tasks is, or name the directory with --taskdir.',
      fields: { taskdir },
      cause,
    });
  }
  return names
    .filter((name) => MODULE_SUFFIX.test(name) && !name.includes('.d.'))
    .flatMap((name) => {
      const [, task] = /^task_(.*)\.[^.]+$/.exec(name) ?? [];
      return task === undefined ? [] : [{ file: join(taskdir, name), name: task }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
