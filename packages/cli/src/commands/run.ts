import { mkdir } from 'node:fs/promises';
import { isPsyrunError, PsyrunError, type CreateJobOptions, type JobTree } from '@psyrun/core';
import { withWriteLock } from '@psyrun/files';
import { Ledger, preview, submit, type TreeOptions } from '@psyrun/jobs';
import {
  activeSubmissions,
  withBatchedStatus,
  endStuckSubmissions,
  readStatus,
  WorkDirectory,
} from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { coloured, type Console } from '../terminal/console.ts';
import { DONE, INTERRUPTED, USAGE } from '../terminal/exit-codes.ts';
import { printPlan } from '../print-plan.ts';
import { Progress } from '../terminal/progress.ts';
import { reportRun } from '../report-run.ts';
import { openTasks, type Session } from '../session.ts';
import { waitForJobs } from '../wait-for-jobs.ts';

/** Options of {@link runTasks}. */
export interface RunOptions {
  readonly taskdir: string;
  readonly continue?: boolean;
  readonly acceptChanges?: boolean;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
  readonly wait?: boolean;
}

/**
 * `psy run`: submits what is not up to date. It returns when that is done, with `--wait` when all
 * jobs have ended; where the scheduler is immediate, that is the same.
 */
export async function runTasks(
  names: readonly string[],
  options: RunOptions,
  session: Session,
): Promise<number> {
  let exitCode = DONE;
  // What could not be loaded was not run, although the others were.
  const skipped = (): void => void (exitCode = USAGE);
  const tasks = await openTasks(options.taskdir, names, session, skipped);
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const steps = options.wait && !options.dryRun ? [runTask, awaitTask] : [runTask];
  try {
    // All are submitted before any is waited for.
    for (const step of steps) {
      for (const task of tasks) {
        if (interrupted.signal.aborted) break;
        const ended = await step(task, options, session.console, interrupted.signal);
        exitCode = Math.max(exitCode, ended);
      }
    }
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
  return interrupted.signal.aborted ? INTERRUPTED : exitCode;
}

async function runTask(
  task: LoadedTask,
  options: RunOptions,
  console: Console,
  signal: AbortSignal,
): Promise<number> {
  if (options.failFast && !task.scheduler.capabilities.immediate) throw cannotFailFast(task);
  const directory = new WorkDirectory(task.workdir);
  const how = {
    continue: options.continue === true,
    acceptChanges: options.acceptChanges === true,
    onNote: (note: string) => console.error(note),
  };
  if ((await activeSubmissions(task)).length > 0) return warnActive(task, console);
  if (options.dryRun) return printPlan(task, how, treeOptions(task, options), console);
  await checkSubmissions(task, how, treeOptions(task, options));
  await mkdir(directory.root, { recursive: true });
  try {
    return await withWriteLock(directory.run, async () => {
      if ((await activeSubmissions(task)).length > 0) return warnActive(task, console);
      await endStuckSubmissions(task);
      await submitTree(task, await new task.backend(task).createJob(how), options, console, signal);
      return task.scheduler.capabilities.immediate ? reportRun(task, console, signal) : DONE;
    });
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_STORE_BUSY')) return warnActive(task, console);
    throw error;
  }
}

async function submitTree(
  task: LoadedTask,
  tree: JobTree,
  options: RunOptions,
  console: Console,
  signal: AbortSignal,
): Promise<void> {
  const { quiet = false, failFast = false } = options;
  const showsRows = !quiet && task.scheduler.capabilities.immediate;
  const progress = showsRows ? await progressOf(task, console) : undefined;
  const stop = (): void => void task.scheduler.close?.();
  signal.addEventListener('abort', stop);
  try {
    await submit(tree, {
      ...treeOptions(task, options),
      ledger: new Ledger(new WorkDirectory(task.workdir).ledger),
      onJob: (name, submitted) => console.out(`${submitted ? '.' : '-'} ${name}`),
      onRow: (outcome) => {
        progress?.rowEnded(outcome);
        if (failFast && outcome === 'failed') stop();
      },
    });
  } finally {
    signal.removeEventListener('abort', stop);
    progress?.stop();
    await task.scheduler.close?.();
  }
}

async function progressOf(task: LoadedTask, console: Console): Promise<Progress> {
  const { total, done } = (await readStatus(task)).states.counts();
  return new Progress(console, total, done);
}

/** Waits for the jobs of a task that its scheduler runs by itself; the exit code. */
async function awaitTask(
  task: LoadedTask,
  { quiet = false }: RunOptions,
  console: Console,
  signal: AbortSignal,
): Promise<number> {
  if (task.scheduler.capabilities.immediate) return DONE;
  await waitForJobs(task, { console, quiet, signal });
  const [now] = withBatchedStatus([task]);
  if (!signal.aborted) return reportRun(now!, console, signal);
  const { name } = task;
  console.error(
    `The jobs of '${name}' go on. Ask for them with psy status, end them with psy kill.`,
  );
  return INTERRUPTED;
}

function treeOptions(
  { scheduler, schedulerArgs, workdir, node }: LoadedTask,
  { jobs }: RunOptions,
) {
  const options: TreeOptions = { scheduler, schedulerArgs, directory: workdir, node };
  return jobs === undefined ? options : { ...options, throttle: jobs };
}

/** Has the scheduler refuse what it cannot take before anything is made. */
async function checkSubmissions(
  task: LoadedTask,
  how: CreateJobOptions,
  options: TreeOptions,
): Promise<void> {
  if (task.scheduler.preview === undefined) return;
  const plan = { ...how, dryRun: true, onNote: () => undefined };
  await preview(await new task.backend(task).createJob(plan), options);
}

function warnActive({ name }: LoadedTask, console: Console): number {
  console.error(
    `${coloured('yellow', 'Warning:')} Task '${name}' has unfinished jobs queued. ` +
      'Not starting new jobs until these are finished or have been killed.',
  );
  return DONE;
}

function cannotFailFast({ name, scheduler }: LoadedTask): PsyrunError {
  return new PsyrunError(
    'PSYRUN_USAGE',
    `Task '${name}' cannot stop at the first failure: ${scheduler.name} runs its jobs after psy has ended.`,
    { hint: 'Leave out --fail-fast.', fields: { task: name, scheduler: scheduler.name } },
  );
}
