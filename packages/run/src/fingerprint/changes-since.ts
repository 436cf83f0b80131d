import type { Task } from '@psyrun/core';
import type { RunDescription } from '../directory/run-description.ts';
import { differences, type Fingerprint } from './fingerprint.ts';

/**
 * Returns the changes of a task since a run began, as sentences. A run of another task, whose work
 * directory was copied or renamed, is a change, too.
 */
export function changesSince(
  run: RunDescription,
  { name }: Pick<Task, 'name'>,
  now: Fingerprint,
): string[] {
  const other = run.task === name ? [] : [`The run is of task '${run.task}'.`];
  return [...other, ...differences(run.fingerprint, now)];
}
