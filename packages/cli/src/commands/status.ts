import type { ParameterSpace } from '@psyrun/core';
import { readStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import type { Console } from '../terminal/console.ts';
import { DONE, FAILED } from '../terminal/exit-codes.ts';
import { failedJobs, type FailedJob } from '../failed-jobs.ts';
import { formatRow } from '../terminal/format-row.ts';
import { printFailedJobs } from '../print-failed-jobs.ts';
import { openTasks, type Session } from '../session.ts';
import { unlessSilent } from '../errors/unless-silent.ts';

/** Options of {@link printStatus}. */
export interface StatusOptions {
  readonly taskdir: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

/**
 * `psy status`: how many rows of each task are in which state; with `-v` also what is asked of the
 * scheduler. The exit code is 1 if that does not answer.
 */
export async function printStatus(
  names: readonly string[],
  { taskdir, verbose = false, json = false }: StatusOptions,
  session: Session,
): Promise<number> {
  let exitCode = DONE;
  for (const task of await openTasks(taskdir, names, session)) {
    const print = json ? printJson : printText;
    if (!(await print(task, verbose, session.console))) exitCode = FAILED;
  }
  return exitCode;
}

/** Prints the state of a task for people; whether the scheduler answered, should it be asked. */
async function printText(task: LoadedTask, verbose: boolean, console: Console): Promise<boolean> {
  const { states, changes } = await readStatus(task);
  const { done, total, failed, missing } = states.counts();
  console.out(`${task.name}:`);
  console.out(`  ${done} out of ${total} rows completed.`);
  if (done < total) console.out(`  ${failed} failed, ${missing} missing.`);
  for (const change of changes) console.out(`  ${change}`);
  const answered = !verbose || (await printDetails(task, console));
  console.out('');
  return answered;
}

async function printDetails(task: LoadedTask, console: Console): Promise<boolean> {
  const backend = new task.backend(task);
  printRows('Missing parameter sets:', await backend.getMissing(), console);
  return unlessSilent(console, async () => {
    printRows('Queued parameter sets:', await backend.getQueued(), console);
    const failed = await failedJobs(task);
    console.out(failed.length === 0 ? '  No failed jobs.' : '  Failed jobs:');
    if (failed.length > 0) printFailedJobs(failed, console);
  });
}

function printRows(title: string, rows: ParameterSpace, console: Console): void {
  console.out(`  ${title}`);
  for (const row of rows) console.out(`    ${formatRow(row)}`);
}

async function printJson(task: LoadedTask, verbose: boolean, console: Console): Promise<boolean> {
  const { states, complete, changes } = await readStatus(task);
  const status = { task: task.name, ...states.counts(), complete, changes };
  let jobs: readonly FailedJob[] | undefined;
  const answered =
    !verbose || (await unlessSilent(console, async () => void (jobs = await failedJobs(task))));
  console.out(JSON.stringify({ ...status, failedJobs: jobs }));
  return answered;
}
