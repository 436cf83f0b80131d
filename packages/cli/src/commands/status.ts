import type { ParameterSpace } from '@psyrun/core';
import {
  answerOf,
  missingRows,
  noRowsWarning,
  queuedRows,
  taskStatus,
} from '@psyrun/operations/status';
import type { StatusResult } from '@psyrun/operations';
import type { LoadedTask } from '@psyrun/task';
import { printNoAnswer } from '../errors/print-no-answer.ts';
import { forEachTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { paceLines } from '../tables/pace-lines.ts';
import { printFailedJobs } from '../tables/print-failed-jobs.ts';
import { unfinishedJobLines } from '../tables/unfinished-job-lines.ts';
import { WARNING, type Console } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { bad, doubtful, good } from '../terminal/line.ts';
import { formatRow } from '../terminal/format-row.ts';

/** Flags of {@link printStatus}. */
export interface StatusFlags extends TaskFlags {
  readonly verbose?: boolean;
  /** Prints all rows and jobs instead of the first ones. Implies `verbose`. */
  readonly all?: boolean;
}

/** Whether rows and jobs are named. */
type Detail = 'none' | 'some' | 'all';

/** Most rows that are named without `--all`. */
const MOST_NAMED = 20;

/**
 * `psy status`: how many rows of each task are in which state; with `-v` also which rows and jobs. While
 * something works on a task, its scheduler is asked. The exit code is 1 if that does not answer with `-v`, and if records or the
 * result cannot be used.
 */
export async function printStatus(
  names: readonly string[],
  flags: StatusFlags,
  session: Session,
): Promise<number> {
  const { all = false, json = false } = flags;
  const detail = all ? 'all' : flags.verbose === true ? 'some' : 'none';
  const print = json ? printJson : printText;
  return forEachTask(names, flags, session, async (task) =>
    (await print(task, detail, session.console)) ? EXIT.done : EXIT.failed,
  );
}

/**
 * Prints the state of a task for people. Returns false if a scheduler was asked in vain, and if records
 * or the result have problems.
 */
async function printText(task: LoadedTask, detail: Detail, console: Console): Promise<boolean> {
  const status = await taskStatus(task, { jobs: detail !== 'none', pace: true });
  const { done, total, failed, missing, complete, changes, waits } = status;
  const { problems = [], unwritten = false } = status;
  console.out(`${task.name}:`);
  const completed = `${done} out of ${total} rows completed.`;
  console.out(['  ', complete ? good(completed) : completed]);
  if (done < total) {
    const counts = [
      bad(`${failed} failed`, failed > 0),
      doubtful(`${missing} missing`, missing > 0),
    ];
    console.out(['  ', counts[0]!, ', ', counts[1]!, '.']);
  }
  for (const line of workLines(status, detail !== 'none')) console.out(`  ${line}`);
  if (waits !== undefined) console.out(['  ', doubtful(waits)]);
  for (const change of changes) console.out(['  ', doubtful(change)]);
  for (const problem of problems) console.error(problem, WARNING);
  if (unwritten) {
    const text = `All rows are done, but no result is written. psy run ${task.name} writes it.`;
    console.error(text, WARNING);
  }
  warnOfNoRows(task, console);
  const answered =
    detail === 'none'
      ? doesWithout(status, console)
      : await printDetails(task, status, detail, console);
  console.out('');
  return answered && problems.length === 0;
}

/** Returns which rows jobs have, how fast they end, and how long the others take. */
function workLines(
  { task, pace, running = 0, queued = 0 }: StatusResult,
  details: boolean,
): string[] {
  const isWorking = running + queued > 0;
  const which = running > 0 && !details ? ` Which: psy rows ${task} --state running` : '';
  const rows = isWorking ? [`${running} running, ${queued} queued.${which}`] : [];
  return pace === undefined ? rows : [...rows, ...paceLines(pace, { isWorking, details })];
}

/** Says what is not known if the scheduler did not answer. The counts are known without it. */
function doesWithout({ noAnswer }: StatusResult, console: Console): true {
  if (noAnswer !== undefined)
    console.error(`Which rows run and wait is not known: ${noAnswer.message}`, WARNING);
  return true;
}

/** Prints the rows and jobs of a task. Returns false if the scheduler did not answer. */
async function printDetails(
  task: LoadedTask,
  status: StatusResult,
  detail: Detail,
  console: Console,
): Promise<boolean> {
  const { failed, failedJobs: jobs = [], unfinishedJobs: unfinished = [], noAnswer } = status;
  const most = detail === 'all' ? Infinity : MOST_NAMED;
  const printRows = (title: string, rows: ParameterSpace): void => {
    console.out(`  ${title}`);
    const named = Math.min(rows.length, most);
    for (let i = 0; i < named; i++) console.out(`    ${formatRow(rows.at(i))}`);
    if (named === rows.length) return;
    console.out(`    and ${rows.length - named} more; all of them: psy status --all ${task.name}`);
  };
  const which = failed === 0 ? 'Missing' : `Failed (${failed}) and missing (${status.missing})`;
  printRows(`${which} parameter sets:`, await missingRows(task));
  if (!printNoAnswer(noAnswer, console)) return false;
  const asked = await answerOf(async () => {
    printRows('Queued parameter sets:', await queuedRows(task));
    if (unfinished.length > 0) console.out('  Unfinished jobs:');
    for (const line of unfinishedJobLines(unfinished)) console.out(`    ${line}`);
    console.out(jobs.length === 0 ? '  No failed jobs.' : '  Failed jobs:');
    if (jobs.length > 0) printFailedJobs(jobs, console, most);
  });
  return printNoAnswer(asked.noAnswer, console);
}

async function printJson(task: LoadedTask, detail: Detail, console: Console): Promise<boolean> {
  const status = await taskStatus(task, { jobs: detail !== 'none', pace: true });
  const answered =
    detail === 'none' ? doesWithout(status, console) : printNoAnswer(status.noAnswer, console);
  warnOfNoRows(task, console);
  console.json(JSON.stringify(status));
  return answered && status.problems === undefined;
}

function warnOfNoRows(task: LoadedTask, console: Console): void {
  const noRows = noRowsWarning(task);
  if (noRows !== undefined) console.error(noRows.message, WARNING);
}
