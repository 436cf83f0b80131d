import type { JobId } from '@psyrun/core';
import { withWriteLock } from '@psyrun/files';
import { Ledger, submit } from '@psyrun/jobs';
import { activeSubmissions, makeFolder, WorkDirectory } from '@psyrun/run';
import type { LoadedTask, Waits } from '@psyrun/task';
import type { EventHandler } from '../events.ts';
import type { RunResult } from '../schemas/run.ts';
import type { PlanOptions } from '../run/plan-task.ts';
import { treeOptions } from '../run/tree-options.ts';
import { requireNoWait } from './require-no-wait.ts';
import type { StartOptions } from './start-options.ts';

/**
 * Submits a job that starts a task when the jobs of the task that it comes after have ended. Nobody has to wait
 * for that. Throws `PSYRUN_TASK_WAITS` if that task has no jobs of the same scheduler.
 */
export async function startLater(
  task: LoadedTask,
  { on, start }: Waits,
  { continue: continues = false, acceptChanges = false, jobs }: PlanOptions,
  onEvent: EventHandler,
): Promise<RunResult> {
  const dependsOn = await jobsOf(on, task);
  if (dependsOn.length === 0) requireNoWait(task);
  const directory = new WorkDirectory(task.workdir);
  const options = { ...(start.options as StartOptions), continue: continues, acceptChanges };
  const job = { kind: 'job', name: 'start', work: { ...start, options } } as const;
  const tree = {
    kind: 'chain',
    name: task.name,
    jobs: [{ ...job, done: false, evenIfFailed: true }],
  } as const;
  await makeFolder(directory.root);
  await withWriteLock(directory.run, () =>
    submit(tree, {
      ...treeOptions(task, jobs),
      ledger: new Ledger(directory.ledger),
      dependsOn,
      onJob: (name, submitted) => onEvent({ type: 'job', task: task.name, job: name, submitted }),
    }),
  );
  return { task: task.name, outcome: 'submitted' };
}

/** Resolves to the unfinished jobs of a task that are of the scheduler of another one. */
async function jobsOf(on: LoadedTask, { scheduler }: LoadedTask): Promise<JobId[]> {
  if (scheduler.capabilities.immediate || on.scheduler.name !== scheduler.name) return [];
  return (await activeSubmissions(on)).flatMap(({ job }) => job ?? []);
}
