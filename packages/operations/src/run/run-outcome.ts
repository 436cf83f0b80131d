import { existsSync } from 'node:fs';
import { partialFile, readStatus } from '@psyrun/run';
import type { LoadedTask } from '@psyrun/task';
import { jobErrors } from '../failures/job-errors.ts';
import { unwrittenResult } from '../failures/unwritten-result.ts';
import type { RunResult } from '../schemas/run.ts';

/** Returns how a run of a task has ended, and where its result is. */
export async function runOutcome(task: LoadedTask, isInterrupted: boolean): Promise<RunResult> {
  const { states, complete } = await readStatus(task);
  const rows = states.counts();
  const base = { task: task.name, rows };
  if (complete) return { ...base, outcome: 'complete', result: task.resultfile };
  if (isInterrupted) return { ...base, outcome: 'interrupted' };
  const unwritten = rows.done === rows.total ? await unwrittenResult(task) : undefined;
  if (unwritten !== undefined) return { ...base, outcome: 'incomplete', unwritten };
  const errors = rows.missing > 0 ? await jobErrors(task) : [];
  const partial = partialFile(task.resultfile);
  return {
    ...base,
    outcome: 'incomplete',
    ...(errors.length > 0 && { jobErrors: errors }),
    ...(existsSync(partial) && { partial }),
  };
}
