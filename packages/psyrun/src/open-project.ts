import { openProject as open, type OpenProjectOptions, type Project } from '@psyrun/operations';

/**
 * Opens a project with the usual plug-ins: a directory of task files and what its runs have made.
 * Its methods do what the `psy` commands of the same names do, and return data.
 *
 * Nothing is read until a method is called. Nothing is printed, the working directory of the process
 * stays as it is, and several projects can be open at a time.
 *
 * @example
 * ```ts
 * const project = openProject({ taskdir: 'psy-tasks' });
 * await project.tasks().catch((error: { code: string }) => error.code); // => 'PSYRUN_TASK_DIRECTORY'
 * ```
 */
export function openProject(options: OpenProjectOptions = {}): Project {
  return open({ host: import.meta.url, ...options });
}
