import type { ParameterSpace } from '@psyrun/core';
import {
  answerOf,
  failedJobs,
  missingRows,
  queuedRows,
  taskStatus,
  unfinishedJobs,
} from '@psyrun/operations/status';
import type { StatusResult } from '@psyrun/operations';
import type { LoadedTask } from '@psyrun/task';
import { printNoAnswer } from '../errors/print-no-answer.ts';
import { forEachTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { printFailedJobs } from '../tables/print-failed-jobs.ts';
import { unfinishedJobLines } from '../tables/unfinished-job-lines.ts';
import { coloured, type Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { formatRow } from '../terminal/format-row.ts';

/** Flags of {@link printStatus}. */
export interface StatusFlags extends TaskFlags {
  readonly verbose?: boolean;
}

/**
 * `psy status`: how many rows of each task are in which state; with `-v` also what is asked of the
 * scheduler. The exit code is 1 if that does not answer.
 */
export async function printStatus(
  names: readonly string[],
  flags: StatusFlags,
  session: Session,
): Promise<number> {
  const { verbose = false, json = false } = flags;
  const print = json ? printJson : printText;
  return forEachTask(names, flags, session, async (task) =>
    (await print(task, verbose, session.console)) ? EXIT.done : EXIT.failed,
  );
}

/** Prints the state of a task for people. Returns false if a scheduler was asked in vain. */
async function printText(task: LoadedTask, verbose: boolean, console: Console): Promise<boolean> {
  const status = await taskStatus(task);
  const { done, total, failed, missing, changes, problems = [] } = status;
  console.out(`${task.name}:`);
  console.out(`  ${done} out of ${total} rows completed.`);
  if (done < total) console.out(`  ${failed} failed, ${missing} missing.`);
  for (const change of changes) console.out(`  ${change}`);
  for (const problem of problems) console.error(`${coloured('yellow', 'Warning:')} ${problem}`);
  const answered = !verbose || (await printDetails(task, status, console));
  console.out('');
  return answered;
}

async function printDetails(
  task: LoadedTask,
  { failed, missing }: StatusResult,
  console: Console,
): Promise<boolean> {
  const which = failed === 0 ? 'Missing' : `Failed (${failed}) and missing (${missing})`;
  printRows(`${which} parameter sets:`, await missingRows(task), console);
  const asked = await answerOf(async () => {
    printRows('Queued parameter sets:', await queuedRows(task), console);
    const unfinished = await unfinishedJobs(task);
    if (unfinished.length > 0) console.out('  Unfinished jobs:');
    for (const line of unfinishedJobLines(unfinished)) console.out(`    ${line}`);
    const jobs = await failedJobs(task);
    console.out(jobs.length === 0 ? '  No failed jobs.' : '  Failed jobs:');
    if (jobs.length > 0) printFailedJobs(jobs, console);
  });
  return printNoAnswer(asked.noAnswer, console);
}

function printRows(title: string, rows: ParameterSpace, console: Console): void {
  console.out(`  ${title}`);
  for (const row of rows) console.out(`    ${formatRow(row)}`);
}

async function printJson(task: LoadedTask, verbose: boolean, console: Console): Promise<boolean> {
  const status = await taskStatus(task, { jobs: verbose });
  const answered = printNoAnswer(status.noAnswer, console);
  console.out(JSON.stringify(status));
  return answered;
}
