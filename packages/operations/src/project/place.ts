import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WarningHandler } from '@psyrun/core';
import { findPlugins, type LoadTasksOptions, type PluginRegistry } from '@psyrun/task';
import { pathIn } from './path-in.ts';

/** Where a project is, and which installation of psyrun works on it. */
export interface ProjectPlace {
  /** Directory of task files, relative to `cwd` or absolute. */
  readonly taskdir: string;
  /**
   * The folder that relative paths are relative to: of `taskdir`, of `workdir` and `resultfile` in
   * task files. The working directory of the process if it is left out.
   */
  readonly cwd?: string;
  /**
   * URL of a module of the installation: what its package depends on are the usual plug-ins. This
   * package if it is left out.
   */
  readonly host?: string;
  /** Loads task files again although this process has loaded them: they may have changed. */
  readonly reload?: boolean;
}

/** Returns the plug-ins that the tasks of a project can name. */
export function pluginsOf(place: ProjectPlace): PluginRegistry {
  const { taskdir, host = import.meta.url } = place;
  return findPlugins(resolve(pathIn(place, taskdir)), fileURLToPath(new URL('.', host)));
}

/** Returns how the tasks of a project are loaded. */
export function loadOptions(place: ProjectPlace, onWarning: WarningHandler): LoadTasksOptions {
  const { cwd, reload } = place;
  return {
    taskdir: pathIn(place, place.taskdir),
    plugins: pluginsOf(place),
    onWarning,
    ...(cwd !== undefined && { cwd }),
    ...(reload !== undefined && { reload }),
  };
}
