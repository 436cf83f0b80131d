import type { WarningHandler } from '@psyrun/core';
import { taskNames } from '@psyrun/task';
import type { ListResult } from '../schemas/list.ts';
import { loadOptions, type ProjectPlace } from './place.ts';

/**
 * Returns the names of the tasks of a project, sorted by file, and why other task files could not be
 * loaded. Throws `PSYRUN_TASK_DIRECTORY`.
 */
export async function listTasks(
  place: ProjectPlace,
  onWarning: WarningHandler = () => undefined,
): Promise<ListResult> {
  const skipped: ListResult['skipped'] = [];
  const tasks = await taskNames(
    loadOptions(place, (warning) => {
      skipped.push({ task: String(warning.fields?.['task']), message: warning.message });
      onWarning(warning);
    }),
  );
  return { tasks, skipped };
}
