import type { EventHandler, RunResult } from '@psyrun/operations';
import { jobsRunning, planTask, runTask, waitForTask } from '@psyrun/operations/run';
import type { LoadedTask } from '@psyrun/task';
import { openTasksOf, type Session } from '../session.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { printPlan } from '../terminal/print-plan.ts';
import { reportRun } from '../terminal/report-run.ts';
import { showEvents } from '../terminal/show-events.ts';
import { untilInterrupted } from '../terminal/until-interrupted.ts';

/** Flags of {@link runTasks}. */
export interface RunFlags {
  readonly taskdir: string;
  readonly continue?: boolean;
  readonly acceptChanges?: boolean;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/** The options of one step of the command. */
interface Step {
  readonly flags: RunFlags;
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly onEvent: EventHandler;
}

/**
 * `psy run`: submits what is not up to date. It returns when that is done, with `--wait` when all
 * jobs have ended; where the scheduler is immediate, that is the same.
 */
export async function runTasks(
  names: readonly string[],
  flags: RunFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  let exitCode: number = EXIT.done;
  // A task that could not be loaded was not run, although the others were.
  const skipped = (): void => void (exitCode = EXIT.usage);
  const tasks = await openTasksOf(flags.taskdir, names, session, skipped);
  const { quiet = false, json = false } = flags;
  const printJob = json ? console.error : console.out;
  const onEvent = showEvents(console, { quiet, printJob });
  const action = flags.dryRun ? planOne : runOne;
  const steps = flags.wait && !flags.dryRun ? [action, waitForOne] : [action];
  return untilInterrupted(async (signal) => {
    // All are submitted before any is waited for.
    for (const step of steps) {
      for (const task of tasks) {
        if (signal.aborted) return EXIT.interrupted;
        const ended = await step(task, { flags, session, signal, onEvent });
        exitCode = Math.max(exitCode, ended);
      }
    }
    return signal.aborted ? EXIT.interrupted : exitCode;
  });
}

async function planOne(task: LoadedTask, { flags, session, onEvent }: Step): Promise<number> {
  const { console } = session;
  const plan = await planTask(task, flags);
  if (plan.action === 'busy') onEvent(jobsRunning(task.name));
  if (flags.json) console.out(JSON.stringify(plan));
  else if (plan.action !== 'busy') printPlan(plan, console);
  return EXIT.done;
}

async function runOne(
  task: LoadedTask,
  { flags, session, signal, onEvent }: Step,
): Promise<number> {
  const { quiet, wait = false, ...options } = flags;
  const result = await runTask(task, { ...options, countRows: quiet !== true, signal, onEvent });
  await reportRun(task, result, session.console);
  const isLast = !wait || task.scheduler.capabilities.immediate;
  if (flags.json && isLast) session.console.out(JSON.stringify(result));
  return exitCodeOf(result);
}

/** Waits for the jobs of a task that its scheduler runs by itself. */
async function waitForOne(
  task: LoadedTask,
  { flags, session, signal, onEvent }: Step,
): Promise<number> {
  const { console } = session;
  if (task.scheduler.capabilities.immediate) return EXIT.done;
  const result = await waitForTask(task, { signal, onEvent });
  if (flags.json) console.out(JSON.stringify(result));
  if (!signal.aborted) {
    await reportRun(task, result, console);
    return exitCodeOf(result);
  }
  const { name } = task;
  console.error(
    `The jobs of '${name}' go on. Ask for them with psy status, end them with psy kill.`,
  );
  return EXIT.interrupted;
}

function exitCodeOf({ outcome }: RunResult): number {
  if (outcome === 'interrupted') return EXIT.interrupted;
  return outcome === 'incomplete' ? EXIT.failed : EXIT.done;
}
