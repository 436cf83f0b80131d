import { join } from 'node:path';
import type { RunResult } from '@psyrun/operations';
import { resultSample } from '@psyrun/operations/results';
import type { LoadedTask } from '@psyrun/task';
import { jobErrorLines, unwrittenLines } from '../tables/job-error-lines.ts';
import { rowTable } from '../tables/row-table.ts';
import { bad, doubtful, good } from './line.ts';
import { INCOMPLETE, WARNING, type Console } from './console.ts';

/** Says how a run has ended and where its result is. */
export async function reportRun(
  task: LoadedTask,
  { outcome, rows, partial, jobErrors = [], unwritten, problems = [] }: RunResult,
  console: Console,
): Promise<void> {
  if (rows === undefined) return;
  const { total, done, failed, missing } = rows;
  if (outcome === 'complete' || outcome === 'empty') {
    console.error([`Result: ${task.resultfile} (${total} rows, `, good('complete'), ')']);
    const sample = rowTable(await resultSample(task, total), console.width - 2);
    for (const line of sample) console.error(`  ${line}`);
    return;
  }
  if (outcome === 'part') {
    console.error([
      `All rows of this part are done: ${done} of the ${total} rows of '${task.name}', `,
      good('complete'),
      '.',
    ]);
    console.error('Bring this folder to where it comes from, and run psy adopt with it there.');
    return;
  }
  const again = `psy run -c ${task.name}`;
  if (outcome === 'interrupted') {
    console.error(`Interrupted: ${done} of ${total} rows are done. Go on, and keep them: ${again}`);
    return;
  }
  if (unwritten !== undefined) {
    const [first, ...rest] = unwrittenLines(unwritten, task.name, total);
    console.error(first!, INCOMPLETE);
    for (const line of rest) console.error(line);
    return;
  }
  const counts = [
    bad(`${failed} failed`, failed > 0),
    doubtful(`${missing} are missing`, missing > 0),
  ];
  console.error(
    [`${done} of ${total} rows are done, `, counts[0]!, ', ', counts[1]!, '.'],
    INCOMPLETE,
  );
  for (const problem of problems) console.error(problem, WARNING);
  for (const line of jobErrorLines(jobErrors)) console.error(line);
  if (partial !== undefined) console.error(`The rows that are done: ${partial}`);
  console.error(`What went wrong: psy failures ${task.name}, and ${join(task.workdir, '*.log')}`);
  console.error(`Evaluate the others again, and keep what is done: ${again}`);
}
