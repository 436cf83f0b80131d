import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { makeFolder } from '@psyrun/run';
import { canImport, findTaskFiles, SETTINGS } from '@psyrun/task';
import type { NewTaskResult } from '../schemas/new-task.ts';
import { pathIn } from '../project/path-in.ts';
import { pluginsOf, type ProjectPlace } from '../project/place.ts';
import { COMMAND_CALL, programTemplate, R_FUNCTION, rCall } from './program-template.ts';
import { pythonTemplate } from './python-template.ts';
import { taskTemplate, type SchedulerChoice } from './task-template.ts';

/** The languages of new tasks. With `r` and `command`, the task file is in TypeScript. */
export const LANGUAGES = ['typescript', 'python', 'r', 'command'] as const;

/** Options of `Project.newTask`. */
export interface NewTaskOptions {
  /** The language of the function; `typescript` if it is left out. */
  readonly language?: (typeof LANGUAGES)[number];
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
  { scheduler = 'immediate', language = 'typescript' }: NewTaskOptions = {},
): Promise<NewTaskResult> {
  const taskdir = pathIn(place, place.taskdir);
  if (!SETTINGS.name.accepts(name)) throw invalidName(name);
  const files = existsSync(taskdir) ? await findTaskFiles(taskdir) : [];
  if (files.some((other) => other.name === name)) throw alreadyThere(name, taskdir);
  // The original took the name of a class: Slurm.
  const key = scheduler.toLowerCase();
  const plugins = pluginsOf(place);
  const { defaultArgs } = await plugins.scheduler(key);
  if (language === 'python') plugins.find('evaluators', '.py');
  await makeFolder(taskdir);
  const [file, ...others] = filesOf(name, { name: key, args: defaultArgs }, language, taskdir);
  // The function first: without it, the task file would be one that does not run.
  for (const { path, text } of [...others, file]) await writeFile(path, text, { flag: 'wx' });
  return { task: name, file: file.path, ...(others[0] && { function: others[0].path }) };
}

interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Returns the task file, and the file of its function if that is another one. */
function filesOf(
  name: string,
  scheduler: SchedulerChoice,
  language: NonNullable<NewTaskOptions['language']>,
  taskdir: string,
): [NewFile, ...NewFile[]] {
  if (language === 'python') {
    return [{ path: join(taskdir, `task_${name}.py`), text: pythonTemplate(name, scheduler) }];
  }
  const path = join(taskdir, `task_${name}.ts`);
  const hasUmbrella = canImport('psyrun', resolve(path));
  if (language === 'typescript') {
    const text = taskTemplate(name, scheduler, hasUmbrella ? 'psyrun' : '@psyrun/cli');
    return [{ path, text }];
  }
  if (language === 'command') {
    return [{ path, text: programTemplate(name, scheduler, COMMAND_CALL, hasUmbrella) }];
  }
  const file = `${name}.R`;
  const text = programTemplate(name, scheduler, rCall(file), hasUmbrella);
  return [
    { path, text },
    { path: join(taskdir, file), text: R_FUNCTION },
  ];
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
