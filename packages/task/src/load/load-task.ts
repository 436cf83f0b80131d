import { dirname, resolve } from 'node:path';
import {
  PsyrunError,
  type BackendClass,
  type JobWork,
  type RowSource,
  type Task,
} from '@psyrun/core';
import type { PluginRegistry } from '../plugins/plugin-registry.ts';
import type { TaskSettings } from '../settings/settings.ts';
import type { ComputedParts } from './computed-parts.ts';
import { here } from './here.ts';
import type { ReadTask } from './read-task.ts';
import { taskReader, type ReadOptions } from './task-reader.ts';

/** A task and the class of its backend. */
export interface LoadedTask
  extends Task, Pick<ComputedParts, 'redraw' | 'checkFunction' | 'later'> {
  /** The imported class. There is no instance yet. */
  readonly backend: BackendClass;
  /** Names of the tasks that have to be complete before this one starts. */
  readonly after: readonly string[];
  /** There if it cannot start yet. */
  readonly waits?: Waits;
}

/** Why a task cannot start yet. */
export interface Waits {
  /** As sentences: which task that it comes after is not complete, and what to do. */
  readonly why: string;
  /** The task that is not complete. */
  readonly on: LoadedTask;
  /** The work of a job that starts the task. */
  readonly start: JobWork;
}

/**
 * Loads a task file and sets every setting: from the file, else from `psy-conf`, else the default.
 * Relative paths are relative to `cwd`. Those of `fileDep` are relative to the file.
 *
 * Throws `PSYRUN_TASK_LOAD`, `PSYRUN_TASK_INVALID`, `PSYRUN_PLUGIN_…`.
 */
export async function loadTask(
  file: string,
  plugins: PluginRegistry,
  options: ReadOptions = {},
): Promise<LoadedTask> {
  const read = await taskReader([{ file }], plugins, options);
  return resolveTask(await read(file), plugins, options);
}

/** Sets every setting of a task that was read. Throws as {@link loadTask} does. */
export async function resolveTask(
  read: ReadTask,
  plugins: PluginRegistry,
  { cwd = '' }: ReadOptions = {},
): Promise<LoadedTask> {
  const { file: path, name, settings } = read;
  const workdir = workdirOf(path, name, settings, cwd);
  // Spaces are many modules, which commands that need none would load in vain.
  const { describedParts, modulePartsOf } = await import('./computed-parts.ts');
  const computed = read.described
    ? describedParts(read.file, read.described, { plugins, workdir, cwd })
    : await modulePartsOf(path, settings);
  const { store, storeAddress } = await chooseStore(path, settings, plugins);
  const { scheduler, schedulerAddress } = await chooseScheduler(path, settings, plugins);
  const { backend = 'distribute', resultfile } = settings;
  return {
    name,
    file: path,
    ...computed,
    store,
    storeAddress,
    scheduler,
    schedulerAddress,
    backend: typeof backend === 'string' ? await plugins.backend(backend) : backend,
    schedulerArgs: settings.schedulerArgs ?? {},
    schedulerNamed: (other) => plugins.scheduler(other),
    workdir,
    resultfile:
      resultfile === undefined ? resolve(workdir, `result${store.ext}`) : resolve(cwd, resultfile),
    maxJobs: settings.maxJobs ?? 100,
    minItems: settings.minItems ?? 1,
    poolSize: settings.poolSize ?? 1,
    concurrency: settings.concurrency ?? 1,
    retries: settings.retries ?? 0,
    ...(settings.timeout !== undefined && { timeout: settings.timeout }),
    ...(settings.rowsPerWorker !== undefined && { rowsPerWorker: settings.rowsPerWorker }),
    ...(settings.memoryPerWorker !== undefined && { memoryPerWorker: settings.memoryPerWorker }),
    excludeFromResult: settings.excludeFromResult ?? [],
    fileDep: (settings.fileDep ?? []).map((dependency) => resolve(dirname(path), dependency)),
    overwriteDirty: settings.overwriteDirty ?? true,
    node: settings.node ?? process.execPath,
    after: [...new Set([...(settings.after ?? []), ...(computed.later?.tasks ?? [])])],
    allowEmpty: settings.allowEmpty ?? false,
    reuse: (settings.reuse ?? []).map((source) => rowSource(source, workdir, cwd)),
    rerunForPackages: settings.rerunForPackages ?? false,
  };
}

/** Returns the work directory. Its path must not have `%a`, which is the index of a job in log names. */
function workdirOf(
  file: string,
  name: string,
  { workdir = 'psy-work' }: TaskSettings,
  cwd: string,
): string {
  const path = resolve(cwd, workdir, name);
  if (!path.includes('%a')) return path;
  throw new PsyrunError(
    'PSYRUN_TASK_INVALID',
    `${file}: the work directory ${path} has %a in its path, which stands for the number of a job.`,
    { hint: 'Give the task another name, or another workdir.', fields: { file, workdir: path } },
  );
}

/** A name without a slash is that of a task beside this one. */
function rowSource(
  source: NonNullable<TaskSettings['reuse']>[number],
  workdir: string,
  cwd: string,
): RowSource {
  const { from, code } = typeof source === 'string' ? { from: source, code: undefined } : source;
  const folder = from.includes('/') ? resolve(cwd, from) : resolve(dirname(workdir), from);
  return { from, folder, ...(code !== undefined && { code }) };
}

async function chooseStore(
  path: string,
  { store = '.pkl' }: TaskSettings,
  plugins: PluginRegistry,
) {
  if (typeof store !== 'string') {
    return {
      store,
      storeAddress: here('../plugins/plugin-objects', 'storeOfTask', { file: path }),
    };
  }
  const { module, export: name } = plugins.find('stores', store);
  return {
    store: await plugins.store(store),
    storeAddress: here('../plugins/plugin-objects', 'installedPlugin', { module, export: name }),
  };
}

async function chooseScheduler(
  path: string,
  { scheduler = 'immediate' }: TaskSettings,
  plugins: PluginRegistry,
) {
  if (typeof scheduler !== 'string') {
    const schedulerAddress = here('../plugins/plugin-objects', 'schedulerOfTask', { file: path });
    return { scheduler, schedulerAddress };
  }
  const { module, export: name } = plugins.find('schedulers', scheduler);
  return {
    scheduler: await plugins.scheduler(scheduler),
    schedulerAddress: here('../plugins/plugin-objects', 'installedPlugin', {
      module,
      export: name,
    }),
  };
}
