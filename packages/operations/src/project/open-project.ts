import type { WarningHandler } from '@psyrun/core';
import type { ProjectPlace } from './place.ts';
import { Project } from './project.ts';

/** Options of {@link openProject}. */
export interface OpenProjectOptions extends Partial<Omit<ProjectPlace, 'reload'>> {
  /**
   * Told of what a person should know although the work goes on: task files that could not be loaded
   * while others could (`PSYRUN_WARN_TASK_SKIPPED`), tasks that draw their rows at random
   * (`PSYRUN_WARN_UNSEEDED_SPACE`).
   */
  readonly onWarning?: WarningHandler;
}

/**
 * Opens a project: a directory of task files and what its runs have made. Nothing is read until an
 * operation is called, and then as it is at that time: task files may change while the program runs.
 *
 * Nothing is printed, the working directory of the process stays as it is, and several projects can
 * be open at a time. Task files are code: loading one runs it in this process.
 *
 * @example
 * ```ts
 * const project = openProject({ taskdir: 'psy-tasks' });
 * await project.tasks().catch((error: { code: string }) => error.code); // => 'PSYRUN_TASK_DIRECTORY'
 * ```
 */
export function openProject(options: OpenProjectOptions = {}): Project {
  const { taskdir = 'psy-tasks', onWarning = () => undefined, ...place } = options;
  return new Project({ ...place, taskdir, reload: true }, onWarning);
}
