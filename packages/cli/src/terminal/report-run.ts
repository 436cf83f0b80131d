import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { partialFile, readStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { coloured, type Console } from './terminal/console.ts';
import { DONE, FAILED, INTERRUPTED } from './terminal/exit-codes.ts';
import { jobErrorLines, jobErrors } from './job-errors.ts';
import { sampleOfResult } from './tables/sample-of-result.ts';
import { unwrittenResult } from './unwritten-result.ts';

/** Says how the run ended and where the result is; the exit code. */
export async function reportRun(
  task: LoadedTask,
  console: Console,
  signal: AbortSignal,
): Promise<number> {
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
  const unwritten = done === total ? await unwrittenResult(task) : undefined;
  if (unwritten !== undefined) {
    const [first, ...rest] = unwritten;
    console.error(`${coloured('red', 'Incomplete:')} ${first}`);
    for (const line of rest) console.error(line);
    return FAILED;
  }
  console.error(
    `${coloured('red', 'Incomplete:')} ${done} of ${total} rows are done, ${failed} failed, ${missing} are missing.`,
  );
  const ended = missing > 0 ? await jobErrors(task) : new Map<string, string[]>();
  for (const line of jobErrorLines(ended)) console.error(line);
  const partial = partialFile(task.resultfile);
  if (existsSync(partial)) console.error(`The rows that are done: ${partial}`);
  console.error(`What went wrong: psy failures ${task.name}, and ${join(task.workdir, '*.log')}`);
  console.error(`Try the others again with: ${again}`);
  return FAILED;
}
