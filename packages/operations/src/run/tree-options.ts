import type { TreeOptions } from '@psyrun/jobs';
import type { LoadedTask } from '@psyrun/task';

/**
 * Returns how the jobs of a task are submitted.
 *
 * @param jobs most jobs of an array that run at a time
 */
export function treeOptions(
  { scheduler, schedulerArgs, workdir, node }: LoadedTask,
  jobs: number | undefined,
): TreeOptions {
  const options = { scheduler, schedulerArgs, directory: workdir, node };
  return jobs === undefined ? options : { ...options, throttle: jobs };
}
