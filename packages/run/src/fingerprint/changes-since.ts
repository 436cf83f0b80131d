import type { Task } from '@psyrun/core';
import type { RunDescription } from '../directory/run-description.ts';
import { allChanges, differences, type Fingerprint } from './fingerprint.ts';

/**
 * Returns the changes of a task since a run began, as sentences. A run of another task, whose work
 * directory was copied or renamed, is a change, too.
 */
export function changesSince(
  run: RunDescription,
  task: Pick<Task, 'name'>,
  now: Fingerprint,
): string[] {
  return [...otherTask(run, task), ...differences(run.fingerprint, now)];
}

/** Returns the changes of {@link changesSince} and the changed packages, also if these do not count. */
export function allChangesSince(
  run: RunDescription,
  task: Pick<Task, 'name'>,
  now: Fingerprint,
): string[] {
  return [...otherTask(run, task), ...allChanges(run.fingerprint, now)];
}

function otherTask(run: RunDescription, { name }: Pick<Task, 'name'>): string[] {
  return run.task === name ? [] : [`The run is of task '${run.task}'.`];
}
