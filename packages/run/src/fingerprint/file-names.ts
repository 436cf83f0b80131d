import { existsSync, realpathSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Task } from '@psyrun/core';

/**
 * Returns a function that names files of a task by their path relative to the task file. If the task
 * directory is a link, a file that is not in it is named relative to its target: paths of imports are
 * real.
 */
export function fileNames({ file: task }: Pick<Task, 'file'>): (file: string) => string {
  const folder = dirname(task);
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  return (file) => {
    const name = relative(folder, file);
    return name.startsWith('..') ? relative(real, file) : name;
  };
}
