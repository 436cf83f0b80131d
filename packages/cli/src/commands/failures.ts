import { causeLines, cutText } from '@psyrun/core';
import type { FailureGroup, FailuresResult } from '@psyrun/operations';
import { taskFailures } from '@psyrun/operations/failures';
import { printNoAnswer } from '../errors/print-no-answer.ts';
import { forEachTask, type TaskFlags } from '../each-task.ts';
import type { Session } from '../session.ts';
import { classWords } from '../tables/class-words.ts';
import { jobErrorLines, unwrittenLines } from '../tables/job-error-lines.ts';
import { countReasons, printFailedJobs } from '../tables/print-failed-jobs.ts';
import { WARNING, type Console } from '../terminal/console.ts';
import { bad } from '../terminal/line.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link printFailures}. */
export type FailuresFlags = TaskFlags;

/** Most rows of a group that are named. */
const MOST_NAMED = 10;
/** Most characters of a message that are printed. */
const LONGEST_MESSAGE = 500;

/**
 * `psy failures`: which errors the rows of tasks failed with, and where in the space, and why jobs
 * ended before they had done their rows. The exit code is 1 if the scheduler does not answer, and if records
 * cannot be read.
 */
export async function printFailures(
  names: readonly string[],
  flags: FailuresFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  return forEachTask(names, flags, session, async (task) => {
    const found = await taskFailures(task);
    const { noAnswer, problems = [] } = found;
    const answered = printNoAnswer(noAnswer, console);
    for (const problem of problems) console.error(problem, WARNING);
    if (flags.json) console.json(JSON.stringify(found));
    else printText(found, console);
    return answered && problems.length === 0 ? EXIT.done : EXIT.failed;
  });
}

function printText(found: FailuresResult, console: Console): void {
  const { task, total, failed, missing, errors, jobs, jobErrors, unwritten } = found;
  const rest = missing === 0 ? '' : `, ${missing} missing`;
  console.out([`${task}: `, bad(`${failed} of ${total} rows failed`, failed > 0), `${rest}.`]);
  for (const group of errors) printGroup(group, found, console);
  if (jobs.length > 0) {
    const what = missing > 0 ? 'before they had done their work' : 'badly, after all rows had run';
    console.out(`  Jobs that ended ${what}: ${countReasons(jobs)}`);
    printFailedJobs(jobs, console);
  }
  for (const line of jobErrorLines(jobErrors)) console.out(`  ${line}`);
  if (unwritten === undefined) return;
  for (const line of unwrittenLines(unwritten, task, total)) console.out(`  ${line}`);
}

function printGroup(group: FailureGroup, { task, failed }: FailuresResult, console: Console): void {
  const { region, count, name, rows } = group;
  const where = region.length === 0 ? '' : `, all with ${region.join(' and ')}`;
  // The error itself tells that it was thrown or refused.
  const isTold = ['exception', 'refused'].includes(group.class);
  const cause = isTold ? '' : ` (${classWords(group.class)})`;
  console.out(`  ${count} of ${failed} are ${name}${cause}${where}`);
  console.out(`    ${cutText(group.message.split('\n')[0]!, LONGEST_MESSAGE)}`);
  for (const line of causeLines(group, { longest: LONGEST_MESSAGE })) console.out(`    ${line}`);
  console.out(`    ${namedRows(rows)}   (psy repro ${task} ${rows[0]!})`);
}

function namedRows(rows: readonly number[]): string {
  const more = rows.length > MOST_NAMED ? ', …' : '';
  const named = rows.slice(0, MOST_NAMED).join(', ');
  return `${rows.length === 1 ? 'row' : 'rows'} ${named}${more}`;
}
