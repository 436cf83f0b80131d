import type { EventHandler, RunResult } from '@psyrun/operations';
import { inOrder, planTask, runTask, waitForTask } from '@psyrun/operations/run';
import type { LoadedTask } from '@psyrun/task';
import { TaskLoop, type TaskFlags } from '../each-task.ts';
import { openTasksOf, type Session } from '../session.ts';
import { EXIT, interruptedBy } from '../terminal/exit-codes.ts';
import { printPlan } from '../terminal/print-plan.ts';
import { reportRun } from '../terminal/report-run.ts';
import { showEvents } from '../terminal/show-events.ts';
import { untilInterrupted } from '../terminal/until-interrupted.ts';

/** Flags of {@link runTasks}. */
export interface RunFlags extends TaskFlags {
  readonly continue?: boolean;
  readonly acceptChanges?: boolean;
  readonly rerun?: boolean;
  readonly where?: string;
  readonly maxCost?: number;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
  readonly wait?: boolean;
  readonly verbose?: boolean;
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
 * jobs have ended, those of another psy included; where the scheduler is immediate, that is the same.
 * The exit code is 1 if a task is busy and nobody waits for it.
 */
export async function runTasks(
  names: readonly string[],
  flags: RunFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const loop = new TaskLoop(flags, session);
  const tasks = await loop.load(names);
  const { quiet = false, json = false } = flags;
  const verbose = eachJob(flags);
  const printJob = json ? console.error : console.out;
  const onEvent = showEvents(console, { quiet, verbose, printJob });
  return untilInterrupted(async (signal) => {
    const step = { flags, session, signal, onEvent };
    const waiting: LoadedTask[] = [];
    const begin = async (given: LoadedTask): Promise<number> => {
      const task = await afterOthers(given, step, waiting);
      if (flags.dryRun) return planOne(task, step);
      const result = await runOne(task, step);
      if (!isWaitedFor(result, flags)) return exitCodeOf(result);
      waiting.push(task);
      return EXIT.done;
    };
    // All are submitted before any is waited for, unless one comes after another.
    for (const task of inOrder(tasks)) if (!signal.aborted) await loop.try(task, () => begin(task));
    for (const task of waiting) {
      if (!signal.aborted) await loop.try(task, () => waitForOne(task, step));
    }
    return signal.aborted ? interruptedBy(signal.reason) : loop.exitCode;
  });
}

/**
 * Opens a task again that comes after others, as their results may be there now. Those that are waited
 * for have to end first.
 */
async function afterOthers(
  task: LoadedTask,
  { flags, session, ...step }: Step,
  waiting: LoadedTask[],
): Promise<LoadedTask> {
  if (task.after.length === 0) return task;
  for (const other of waiting.filter(({ name }) => task.after.includes(name))) {
    waiting.splice(waiting.indexOf(other), 1);
    await waitForOne(other, { flags, session, ...step });
  }
  return (await openTasksOf(flags.taskdir, [task.name], session, { reload: true }))[0]!;
}

/** True if each job of an array has a line: with `-v`, and where lines are asked for as Python psyrun prints them. */
function eachJob({ verbose = false }: RunFlags): boolean {
  return verbose || process.env['PSYRUN_LAYOUT'] === 'python';
}

async function planOne(task: LoadedTask, { flags, session }: Step): Promise<number> {
  const { console } = session;
  const plan = await planTask(task, flags);
  if (flags.json) console.json(JSON.stringify(plan));
  else if (plan.action === 'busy') for (const note of plan.notes) console.error(note);
  else printPlan(plan, console, eachJob(flags));
  return plan.action === 'busy' ? EXIT.failed : EXIT.done;
}

async function runOne(
  task: LoadedTask,
  { flags, session, signal, onEvent }: Step,
): Promise<RunResult> {
  const { quiet, verbose: _, ...options } = flags;
  const result = await runTask(task, { ...options, countRows: quiet !== true, signal, onEvent });
  await reportRun(task, result, session.console);
  if (flags.json && !isWaitedFor(result, flags)) session.console.json(JSON.stringify(result));
  return result;
}

/** True if jobs are left to wait for: those of this run, or those of another psy. */
function isWaitedFor({ outcome }: RunResult, { wait = false }: RunFlags): boolean {
  return wait && (outcome === 'submitted' || outcome === 'busy');
}

/** Waits for the jobs of a task that its scheduler or another psy runs. */
async function waitForOne(
  task: LoadedTask,
  { flags, session, signal, onEvent }: Step,
): Promise<number> {
  const { console } = session;
  const result = await waitForTask(task, { signal, onEvent });
  if (flags.json) console.json(JSON.stringify(result));
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

function exitCodeOf({ outcome, problems = [] }: RunResult): number {
  if (outcome === 'interrupted') return EXIT.interrupted;
  const isDone = outcome === 'complete' || outcome === 'part' || outcome === 'submitted';
  return isDone && problems.length === 0 ? EXIT.done : EXIT.failed;
}
