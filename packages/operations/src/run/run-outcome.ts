import { existsSync } from 'node:fs';
import { partialFile, partOf, readStatus, soundRun, WorkDirectory } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { jobErrors } from '../failures/job-errors.ts';
import { unwrittenResult } from '../failures/unwritten-result.ts';
import type { RunResult } from '../schemas/run.ts';
import { noRowsWarning } from './no-rows.ts';

/** Returns how a run of a task has ended, and where its result is. */
export async function runOutcome(task: LoadedTask, isInterrupted: boolean): Promise<RunResult> {
  const { states, complete, problems } = await readStatus(task);
  const rows = states.counts();
  const { name } = task;
  if (complete) {
    const outcome = noRowsWarning(task) === undefined ? 'complete' : 'empty';
    return { task: name, outcome, rows, result: task.resultfile };
  }
  const run = await soundRun(new WorkDirectory(task.workdir));
  if (run !== undefined && partOf(run, states)?.left === 0) {
    return { task: name, outcome: 'part', rows, partial: partialFile(task.resultfile) };
  }
  if (isInterrupted) return { task: name, outcome: 'interrupted', rows };
  const unwritten = rows.done === rows.total ? await unwrittenResult(task) : undefined;
  const incomplete = {
    task: name,
    outcome: 'incomplete',
    rows,
    ...(problems.length > 0 && { problems: [...problems] }),
  } as const;
  if (unwritten !== undefined) return { ...incomplete, unwritten };
  const errors = await jobErrors(task);
  const partial = partialFile(task.resultfile);
  return {
    ...incomplete,
    ...(errors.length > 0 && { jobErrors: errors }),
    ...(existsSync(partial) && { partial }),
  };
}
