import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { makeFolder } from '@psyrun/run';
import { canImport, findTaskFiles, SETTINGS } from '@psyrun/task';
import type { NewTaskResult } from '../schemas/new-task.ts';
import { pathIn } from '../project/path-in.ts';
import { pluginsOf, type ProjectPlace } from '../project/place.ts';
import { taskTemplate } from './task-template.ts';

/** Options of `Project.newTask`. */
export interface NewTaskOptions {
  /** Name of the scheduler that runs its jobs; `immediate` if it is left out. */
  readonly scheduler?: string;
}

/**
 * Writes a task file that runs as it stands.
 *
 * Throws `PSYRUN_USAGE` for a name that no task can have, `PSYRUN_FILE_EXISTS` if there is such a
 * task file, and `PSYRUN_PLUGIN_…`.
 */
export async function newTask(
  place: ProjectPlace,
  name: string,
  { scheduler = 'immediate' }: NewTaskOptions = {},
): Promise<NewTaskResult> {
  const taskdir = pathIn(place, place.taskdir);
  const file = join(taskdir, `task_${name}.ts`);
  if (!SETTINGS.name.accepts(name)) throw invalidName(name);
  const files = existsSync(taskdir) ? await findTaskFiles(taskdir) : [];
  if (files.some((other) => other.name === name)) throw alreadyThere(name, taskdir);
  // The original took the name of a class: Slurm.
  const key = scheduler.toLowerCase();
  const { defaultArgs } = await pluginsOf(place).scheduler(key);
  await makeFolder(taskdir);
  const installed = canImport('psyrun', resolve(file)) ? 'psyrun' : '@psyrun/cli';
  const text = taskTemplate(name, { name: key, args: defaultArgs }, installed);
  await writeFile(file, text, { flag: 'wx' });
  return { task: name, file };
}

function invalidName(name: string): PsyrunError {
  return new PsyrunError('PSYRUN_USAGE', `A task cannot be named ${JSON.stringify(name)}.`, {
    hint: `Give ${SETTINGS.name.expected}.`,
    fields: { task: name },
  });
}

function alreadyThere(name: string, taskdir: string): PsyrunError {
  return new PsyrunError('PSYRUN_FILE_EXISTS', `Task ${name} already exists.`, {
    hint: 'Choose another name, or remove its file first.',
    fields: { task: name, taskdir: resolve(taskdir) },
  });
}
