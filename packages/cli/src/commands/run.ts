import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isPsyrunError, PsyrunError, type JobTree } from '@psyrun/core';
import { withWriteLock } from '@psyrun/files';
import { Ledger, submit } from '@psyrun/jobs';
import { partialFile, readStatus, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { activeSubmissions } from '../active-submissions.ts';
import { coloured, type Console } from '../console.ts';
import { DONE, FAILED, INTERRUPTED } from '../exit-codes.ts';
import { printPlan } from '../print-plan.ts';
import { Progress } from '../progress.ts';
import { sampleOfResult } from '../sample-of-result.ts';
import { openTasks, type Session } from '../session.ts';

/** Options of {@link runTasks}. */
export interface RunOptions {
  readonly taskdir: string;
  readonly continue?: boolean;
  readonly acceptChanges?: boolean;
  readonly jobs?: number;
  readonly quiet?: boolean;
  readonly dryRun?: boolean;
  readonly failFast?: boolean;
}

/** `psy run`: submits what is not up to date; waits for it where the scheduler is immediate. */
export async function runTasks(
  names: readonly string[],
  options: RunOptions,
  session: Session,
): Promise<number> {
  const tasks = await openTasks(options.taskdir, names, session);
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  let exitCode = DONE;
  try {
    for (const task of tasks) {
      if (interrupted.signal.aborted) break;
      exitCode = Math.max(
        exitCode,
        await runTask(task, options, session.console, interrupted.signal),
      );
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
  if (options.dryRun) {
    if ((await activeSubmissions(task)).length > 0) return warnActive(task, console);
    return printPlan(task, how, console);
  }
  await mkdir(directory.root, { recursive: true });
  try {
    return await withWriteLock(directory.run, async () => {
      if ((await activeSubmissions(task)).length > 0) return warnActive(task, console);
      const tree = await new task.backend(task).createJob(how);
      await submitTree(task, tree, options, console, signal);
      return task.scheduler.capabilities.immediate ? report(task, console, signal) : DONE;
    });
  } catch (error) {
    if (isPsyrunError(error, 'PSYRUN_STORE_BUSY')) return warnActive(task, console);
    throw error;
  }
}

async function submitTree(
  task: LoadedTask,
  tree: JobTree,
  { jobs, quiet = false, failFast = false }: RunOptions,
  console: Console,
  signal: AbortSignal,
): Promise<void> {
  const { total, done } = (await readStatus(task)).states.counts();
  const progress = quiet ? undefined : new Progress(console, total, done);
  const stop = (): void => void task.scheduler.close?.();
  signal.addEventListener('abort', stop);
  try {
    await submit(tree, {
      scheduler: task.scheduler,
      schedulerArgs: task.schedulerArgs,
      ledger: new Ledger(new WorkDirectory(task.workdir).ledger),
      directory: task.workdir,
      node: task.node,
      onJob: (name, submitted) => console.out(`${submitted ? '.' : '-'} ${name}`),
      onRow: (outcome) => {
        progress?.rowEnded(outcome);
        if (failFast && outcome === 'failed') stop();
      },
      ...(jobs !== undefined && { throttle: jobs }),
    });
  } finally {
    signal.removeEventListener('abort', stop);
    progress?.stop();
    await task.scheduler.close?.();
  }
}

/** Says how the run ended and where the result is; the exit code. */
async function report(task: LoadedTask, console: Console, signal: AbortSignal): Promise<number> {
  const { states, complete } = await readStatus(task);
  const { total, done, failed, missing } = states.counts();
  if (complete) {
    console.error(`Result: ${task.resultfile} (${total} rows, complete)`);
    const lines = await sampleOfResult(task.store, task.resultfile, total, console.width - 2);
    for (const line of lines) console.error(`  ${line}`);
    return DONE;
  }
  const again = `psy run -c ${task.name}`;
  if (signal.aborted) {
    console.error(`Interrupted: ${done} of ${total} rows are done. Continue with: ${again}`);
    return INTERRUPTED;
  }
  console.error(
    `${coloured('red', 'Incomplete:')} ${done} of ${total} rows are done, ${failed} failed, ${missing} are missing.`,
  );
  const partial = partialFile(task.resultfile);
  if (existsSync(partial)) console.error(`The rows that are done: ${partial}`);
  console.error(`What went wrong: psy failures ${task.name}, and ${join(task.workdir, '*.log')}`);
  console.error(`Try the others again with: ${again}`);
  return FAILED;
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
