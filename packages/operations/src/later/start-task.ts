import type { WorkContext } from '@psyrun/jobs';
import { openTasks } from '../project/open-tasks.ts';
import { runTask } from '../run/run-task.ts';
import type { StartOptions } from './start-options.ts';

/**
 * Does the work of a job that runs after the jobs of another task: submits the jobs of a task whose space their
 * result makes. Resolves to 1 if the task cannot start.
 */
export async function startTask(
  { place, task: name, ...how }: StartOptions,
  { log }: WorkContext,
): Promise<number> {
  const say = ({ message }: { readonly message: string }): void => log(`${message}\n`);
  const [task] = await openTasks(place, [name], say);
  const { outcome } = await runTask(task!, {
    ...how,
    byJob: startJob(name),
    onEvent: (event) => {
      if (event.type === 'note' || event.type === 'warning') say(event);
    },
  });
  return outcome === 'submitted' || outcome === 'complete' ? 0 : 1;
}

/** Returns the full name of the job that starts a task. */
export function startJob(task: string): string {
  return `${task}:start`;
}
