import { basename, resolve } from 'node:path';
import { PsyrunError, type DescribedTask } from '@psyrun/core';
import type { loadModule } from '../modules/module-loader.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { PluginRegistry } from '../plugins/plugin-registry.ts';
import { checkSetting } from '../settings/read-settings.ts';
import type { TaskSettings } from '../settings/settings.ts';

/** The settings of a task file, without defaults and without plug-ins. */
export interface ReadTask {
  readonly name: string;
  /** Absolute path. */
  readonly file: string;
  readonly settings: TaskSettings;
  /** The space and the program of a task in another language than JavaScript. */
  readonly described?: DescribedTask;
}

/**
 * Reads a task file. `load` loads the module.
 *
 * Throws `PSYRUN_TASK_LOAD` and `PSYRUN_TASK_INVALID`.
 */
export async function readTask(file: string, load?: typeof loadModule): Promise<ReadTask> {
  const path = resolve(file);
  const settings = await loadSettings(path, load);
  requireOneFunction(path, settings);
  return { name: nameOf(path, settings), file: path, settings };
}

/** Returns the name of a task. Throws `PSYRUN_TASK_INVALID` if a task cannot have it. */
export function nameOf(path: string, settings: TaskSettings): string {
  const name = settings.name ?? basename(path).replace(/^task_(.*)\.[^.]+$/s, '$1');
  checkSetting(path, 'name', name, 'Rename the file, or give the task another name.');
  return name;
}

/** Throws `PSYRUN_PLUGIN_…` if a plug-in of the task is not installed. Imports no plug-ins. */
export function requirePlugins({ settings }: ReadTask, plugins: PluginRegistry): void {
  const { store = '.pkl', scheduler = 'immediate', backend = 'distribute' } = settings;
  if (typeof store === 'string') plugins.find('stores', store);
  if (typeof scheduler === 'string') plugins.find('schedulers', scheduler);
  if (typeof backend === 'string') plugins.find('backends', backend);
}

/** Throws unless exactly one of `execute` and `evaluator` is set. `setup` belongs to `execute`. */
function requireOneFunction(file: string, { execute, evaluator, setup }: TaskSettings): void {
  if (evaluator === undefined) {
    if (execute === undefined) throw withoutExecute(file);
    return;
  }
  const other = execute === undefined ? (setup === undefined ? undefined : 'setup') : 'execute';
  if (other === undefined) return;
  const why =
    other === 'setup'
      ? 'A program sets itself up: remove setup.'
      : 'Rows are evaluated by one of them: remove the other.';
  throw new PsyrunError('PSYRUN_TASK_INVALID', `${file} has both evaluator and ${other}.`, {
    hint: why,
    fields: { file, key: other },
  });
}

function withoutExecute(file: string): PsyrunError {
  return new PsyrunError('PSYRUN_TASK_INVALID', `${file} has no function execute.`, {
    hint: 'Export a function execute, or give it to defineTask. A function in another language is the setting evaluator.',
    fields: { file, key: 'execute' },
  });
}
