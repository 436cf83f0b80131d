import { dirname, resolve } from 'node:path';
import {
  codeOfProgram,
  locateProgram,
  requireParameters,
  moduleBeside,
  PsyrunError,
  type BackendClass,
  type ParameterSpace,
  type PluginAddress,
  type Task,
} from '@psyrun/core';
import { param } from '@psyrun/pspace';
import { codeOf } from '../code/code-of.ts';
import { packagesOf } from '../code/packages-of.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { reloadModule } from '../modules/reload-module.ts';
import { taskImports } from '../modules/task-imports.ts';
import type { PluginRegistry } from '../plugins/plugin-registry.ts';
import { readTask } from './read-task.ts';
import type { TaskSettings } from '../settings/settings.ts';

/** A task and the class of its backend. */
export interface LoadedTask extends Task {
  /** The imported class. There is no instance yet. */
  readonly backend: BackendClass;
  /** Loads the file again and resolves to its space, which differs if it is random. */
  readonly redraw: () => Promise<ParameterSpace>;
}

/** Options of {@link loadTask}. */
export interface LoadTaskOptions {
  /** Base folder of relative paths in settings. Default: the working directory of the process. */
  readonly cwd?: string;
  /**
   * Load the file and its imports again if this process has loaded them before, because they may have
   * changed. For programs that run longer than one command. Default: false.
   */
  readonly reload?: boolean;
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
  { cwd = '', reload = false }: LoadTaskOptions = {},
): Promise<LoadedTask> {
  const read = await readTask(file, reload ? reloadModule : undefined);
  const { file: path, name, settings } = read;
  // The digests are those of the loaded code, even if the files change later.
  const imports = await taskImports(path);
  if (settings.evaluator) requireParameters(settings.evaluator, spaceOf(settings).keys);
  const program = settings.evaluator && (await locateProgram(settings.evaluator, dirname(path)));
  const code = { ...(await codeOf(imports)), ...(program && codeOfProgram(program)) };
  const workdir = workdirOf(path, name, settings, cwd);
  const { store, storeAddress } = await chooseStore(path, settings, plugins);
  const { scheduler, schedulerAddress } = await chooseScheduler(path, settings, plugins);
  const { backend = 'distribute', resultfile } = settings;
  return {
    name,
    file: path,
    pspace: spaceOf(settings),
    redraw: async () => spaceOf(await loadSettings(path, reloadModule)),
    evaluator: program ?? here('task-evaluator', 'taskEvaluator', { file: path, code }),
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
    code: async () => code,
    packages: () => packagesOf(imports),
    allowEmpty: settings.allowEmpty ?? false,
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

function spaceOf({ pspace = param({}) }: TaskSettings): ParameterSpace {
  return pspace;
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

/** Returns the address of a function of this package. */
function here(module: string, name: string, options: unknown): PluginAddress {
  return { module: moduleBeside(import.meta.url, module), export: name, options };
}
