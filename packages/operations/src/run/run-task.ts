import { isProgramAddress, isPsyrunError, type CreateJobOptions } from '@psyrun/core';
import { type LockHolder, withWriteLock } from '@psyrun/files';
import { preview } from '@psyrun/jobs';
import { endStuckSubmissions, makeFolder, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { EventHandler, WarningEvent } from '../events.ts';
import type { RunResult } from '../schemas/run.ts';
import { checkCost } from '../cost/check-cost.ts';
import { plannedRows } from '../cost/planned-rows.ts';
import { startLater } from '../later/start-later.ts';
import { busyData, busyText, busyWith, type BusyWith } from './busy-with.ts';
import { checkFailFast } from './check-fail-fast.ts';
import { jobsInTheWay } from './jobs-in-the-way.ts';
import { noRowsWarning } from './no-rows.ts';
import type { PlanOptions } from './plan-task.ts';
import { rowsAgain } from './rows-again.ts';
import { runOutcome } from './run-outcome.ts';
import { submitTree } from './submit-tree.ts';
import { treeOptions } from './tree-options.ts';

/** Options of `Project.run`. */
export interface RunTaskOptions extends PlanOptions {
  /** Tells of rows as they end; true if it is left out. Rows are counted first, which takes time. */
  readonly countRows?: boolean;
  /** The name of the job of the task that calls this. It is not in the way of the others. */
  readonly byJob?: string;
  /** Receives what the run tells while it works. */
  readonly onEvent?: EventHandler;
  /** Stops the run where its jobs run in this process. What was done is recorded. */
  readonly signal?: AbortSignal;
}

/**
 * Submits the jobs of a task that are not up to date. Resolves when they are submitted; where the
 * scheduler runs them in this process, when they have ended.
 *
 * It waits for the end of jobs that the scheduler is ending already. Rows that fail are no error: see
 * the outcome. Throws `PSYRUN_TASK_WAITS`, `PSYRUN_JOB_UNPROVEN`, `PSYRUN_RUN_ACTIVE`, `PSYRUN_WORKDIR_DIRTY`, `PSYRUN_RUN_CHANGED`,
 * `PSYRUN_EVALUATOR` for a function in another language that cannot be loaded, `PSYRUN_USAGE` for `failFast` with another scheduler, `PSYRUN_TOO_COSTLY`, `PSYRUN_SCHEDULER…`, and what the backend
 * throws.
 */
export async function runTask(task: LoadedTask, options: RunTaskOptions = {}): Promise<RunResult> {
  const { immediate } = task.scheduler.capabilities;
  const { onEvent = () => undefined, signal = new AbortController().signal } = options;
  checkFailFast(task, options);
  const noRows = noRowsWarning(task);
  if (noRows !== undefined) onEvent(noRows);
  if (signal.aborted) return runOutcome(task, true);
  const directory = new WorkDirectory(task.workdir);
  const how = {
    continue: options.continue === true,
    acceptChanges: options.acceptChanges === true,
    ...(await rowsAgain(task, options)),
    onNote: (message: string) => onEvent({ type: 'note', task: task.name, message }),
  };
  const inTheWay = async () => {
    const active = await jobsInTheWay(task, { onEvent, signal });
    return active.filter(({ name }) => name !== options.byJob);
  };
  const before = await busyWith(task, await inTheWay());
  if (before !== undefined) return busy(task, onEvent, before);
  if (signal.aborted) return runOutcome(task, true);
  if (task.waits !== undefined) return startLater(task, task.waits, options, onEvent);
  await task.checkFunction?.();
  if (options.maxCost !== undefined) {
    checkCost(task, await plannedRows(task, how), options.maxCost);
  }
  await checkSubmissions(task, how, options);
  await makeFolder(directory.root);
  try {
    return await withWriteLock(directory.run, async () => {
      const jobs = await inTheWay();
      if (jobs.length > 0) return busy(task, onEvent, { jobs });
      await endStuckSubmissions(task);
      const tree = await new task.backend(task).createJob(how);
      tellProgram(task, onEvent);
      await submitTree(task, tree, { ...options, onEvent, signal });
      if (!immediate) {
        const problems = noRows && { problems: [noRows.message] };
        return { task: task.name, outcome: 'submitted', ...problems };
      }
      return runOutcome(task, signal.aborted);
    });
  } catch (error) {
    const holder = rivalOf(error, directory);
    if (holder === undefined) throw error;
    return busy(task, onEvent, { jobs: [], holder });
  }
}

/** Tells which program was taken to evaluate the rows, since there may be several interpreters. */
function tellProgram({ name, evaluator }: LoadedTask, onEvent: EventHandler): void {
  if (!isProgramAddress(evaluator)) return;
  const { argv, prologue } = evaluator.program;
  const where = prologue === undefined ? '' : ', after its prologue';
  // The program itself, also where a line of a shell starts it: sh -c LINE PROGRAM …
  const program = (argv[1] === '-c' && argv[3]) || argv[0]!;
  const message = `The rows of '${name}' are evaluated by ${program}${where}.`;
  onEvent({ type: 'note', task: name, message });
}

/** Returns the holder of the lock of a work directory if `error` says that somebody has taken it. */
function rivalOf(error: unknown, { run }: WorkDirectory): LockHolder | undefined {
  if (!isPsyrunError(error, 'PSYRUN_STORE_BUSY') || error.fields['file'] !== run) return undefined;
  const { lock, owner } = error.fields as Partial<LockHolder>;
  return owner === undefined ? undefined : { lock: lock!, owner, since: new Date() };
}

/** Has the scheduler refuse what it cannot take before anything is made. */
async function checkSubmissions(
  task: LoadedTask,
  how: CreateJobOptions,
  { jobs }: RunTaskOptions,
): Promise<void> {
  if (task.scheduler.preview === undefined) return;
  const plan = { ...how, dryRun: true, onNote: () => undefined };
  await preview(await new task.backend(task).createJob(plan), treeOptions(task, jobs));
}

function busy({ name }: LoadedTask, onEvent: EventHandler, by: BusyWith): RunResult {
  onEvent(jobsRunning(name, by));
  return { task: name, outcome: 'busy', busy: busyData(by) };
}

/** Returns the warning that jobs of a task are unfinished: which, where and since when. */
function jobsRunning(task: string, by: BusyWith): WarningEvent {
  const message = busyText(task, by);
  return { type: 'warning', task, code: 'PSYRUN_WARN_JOBS_RUNNING', message };
}
