import { nearest, PsyrunError, type WarningHandler } from '@psyrun/core';
import { findTaskFiles, type TaskFile } from './find-tasks.ts';
import { resolveTask, type LoadedTask } from './load-task.ts';
import type { PluginRegistry } from '../plugins/plugin-registry.ts';
import { requirePlugins, type ReadTask } from './read-task.ts';
import { taskReader, type ReadOptions } from './task-reader.ts';

/** Options of {@link loadTasks}. */
export interface LoadTasksOptions extends ReadOptions {
  /** Directory of task files, relative to the working directory or absolute. */
  readonly taskdir: string;
  /** The installed stores, schedulers and backends. */
  readonly plugins: PluginRegistry;
  /** Names of the tasks to load, in this order. If empty, all tasks of the directory are loaded. */
  readonly names?: readonly string[];
  /** Called for each task file that cannot be loaded, if its task was not named. */
  readonly onWarning: WarningHandler;
  /**
   * Called for each named task that cannot be loaded. The others are loaded all the same. Default: the
   * first error is thrown.
   */
  readonly onError?: (task: string, error: unknown) => void;
}

/**
 * Loads tasks of a directory.
 *
 * A file that cannot be loaded is an error if its task was named, and a warning otherwise. Throws
 * `PSYRUN_TASK_NOT_FOUND`, `PSYRUN_TASK_NAME_TWICE`, `PSYRUN_RESULTFILE_TWICE`, and any error of loading
 * a named task.
 */
export function loadTasks(options: LoadTasksOptions): Promise<LoadedTask[]> {
  const all: LoadedTask[] = [];
  return tasksOf(options, async (task) => {
    const loaded = await resolveTask(task, options.plugins, options);
    requireOwnResult(loaded, all);
    all.push(loaded);
    return loaded;
  });
}

/**
 * Resolves to the names of all tasks of a directory, sorted by file. Loads the files, because a file
 * may set the name of its task. Reports problems as {@link loadTasks} does. Imports no plug-ins.
 */
export async function taskNames(options: Omit<LoadTasksOptions, 'names'>): Promise<string[]> {
  const tasks = await tasksOf({ ...options, settingsOnly: true }, async (task) => {
    requirePlugins(task, options.plugins);
    return task;
  });
  return tasks.map(({ name }) => name);
}

/** The members that every loaded task has. */
interface Named {
  readonly name: string;
  readonly file: string;
}

interface TasksOptions extends LoadTasksOptions {
  /** Nothing but the settings of a task is needed. */
  readonly settingsOnly?: boolean;
}

interface Loaded<T> {
  readonly tasks: T[];
  readonly failed: { readonly name: string; readonly error: unknown }[];
}

async function tasksOf<T extends Named>(
  options: TasksOptions,
  finish: (task: ReadTask) => Promise<T>,
): Promise<T[]> {
  const { taskdir, names = [], onWarning, onError } = options;
  const files = await findTaskFiles(taskdir, options.plugins.languageSuffixes);
  const likely = files.filter(({ name }) => names.includes(name));
  const loaded = await loadAll(
    likely.length === new Set(names).size && likely.length > 0 ? likely : files,
    options,
    finish,
  );
  const chosen = names.length === 0 ? loaded : await choose();
  warn(chosen.failed);
  return chosen.tasks;

  function warn(failed: Loaded<T>['failed']): void {
    for (const { name, error } of failed) {
      const message = error instanceof Error ? error.message : String(error);
      onWarning({ code: 'PSYRUN_WARN_TASK_SKIPPED', message, fields: { task: name, error } });
    }
  }

  /** Returns the named tasks. Loads all files if the name of a task differs from that of its file. */
  async function choose(): Promise<Loaded<T>> {
    const has = ({ tasks, failed }: Loaded<T>, name: string): boolean =>
      [...tasks, ...failed].some((task) => task.name === name);
    const all = names.every((name) => has(loaded, name))
      ? loaded
      : await loadAll(files, options, finish);
    const tasks = names.flatMap((name) => {
      const failure = all.failed.find((task) => task.name === name);
      if (failure !== undefined) {
        if (onError === undefined) throw failure.error;
        onError(name, failure.error);
        return [];
      }
      const task = all.tasks.find((candidate) => candidate.name === name);
      // It may be the task of a file that could not be loaded.
      if (task === undefined) warn(all.failed);
      if (task === undefined) throw taskNotFound(name, taskdir, [...all.tasks, ...all.failed]);
      return task;
    });
    return { tasks, failed: all.failed.filter(({ name }) => !names.includes(name)) };
  }
}

async function loadAll<T extends Named>(
  files: readonly TaskFile[],
  options: TasksOptions,
  finish: (task: ReadTask) => Promise<T>,
): Promise<Loaded<T>> {
  const read = await taskReader(files, options.plugins, options);
  const result: Loaded<T> = { tasks: [], failed: [] };
  for (const { file, name } of files) {
    try {
      const task = await finish(await read(file));
      const twin = result.tasks.find((other) => other.name === task.name);
      if (twin !== undefined) throw nameTwice(task, twin);
      result.tasks.push(task);
    } catch (error) {
      result.failed.push({ name, error });
    }
  }
  return result;
}

function taskNotFound(
  name: string,
  taskdir: string,
  tasks: readonly { readonly name: string }[],
): PsyrunError {
  const known = tasks.map((task) => task.name);
  const near = nearest(name, known);
  return new PsyrunError('PSYRUN_TASK_NOT_FOUND', `There is no task ${name} in ${taskdir}.`, {
    hint:
      near !== undefined
        ? `Did you mean ${near}?`
        : known.length > 0
          ? `The tasks are ${[...known].sort().join(', ')}.`
          : `A task is a file named task_${name}.ts.`,
    fields: { task: name, taskdir, known },
  });
}

/** Two tasks with one result would replace each other's at each run. */
function requireOwnResult(task: LoadedTask, others: readonly LoadedTask[]): void {
  const twin = others.find(
    ({ name, resultfile }) => name !== task.name && resultfile === task.resultfile,
  );
  if (twin === undefined) return;
  throw new PsyrunError(
    'PSYRUN_RESULTFILE_TWICE',
    `${twin.file} and ${task.file} both have ${task.resultfile} as their result.`,
    {
      hint: 'Give each task a resultfile of its own. One that psy-conf sets is that of all tasks.',
      fields: { task: task.name, files: [twin.file, task.file], resultfile: task.resultfile },
    },
  );
}

function nameTwice(task: Named, twin: Named): PsyrunError {
  return new PsyrunError(
    'PSYRUN_TASK_NAME_TWICE',
    `${twin.file} and ${task.file} both define a task named ${task.name}.`,
    {
      hint: 'Give one of them another name.',
      fields: { task: task.name, files: [twin.file, task.file] },
    },
  );
}
