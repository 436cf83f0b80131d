import { basename } from 'node:path';
import type { Task } from '@psyrun/core';
import type { Range } from '@psyrun/pspace/internal';
import { WorkDirectory } from '../directory/work-directory.ts';
import { fingerprintOf } from '../fingerprint/fingerprint.ts';
import { RowStates } from '../states/row-states.ts';
import { goOn } from '../prepare/begin-run.ts';
import { describeRun } from '../prepare/describe-run.ts';

/**
 * Begins a run of some rows of a task in a work directory that is brought to another machine. It has the
 * whole space, so the indices and the hash are those of the run here.
 */
export async function beginPart(
  task: Task,
  workdir: string,
  part: readonly Range[],
): Promise<void> {
  const states = new RowStates(task.pspace.length);
  const run = await describeRun(task, await fingerprintOf(task), states, 1, part);
  // Paths here mean nothing there.
  await goOn(new WorkDirectory(workdir), { ...run, resultfile: basename(task.resultfile) });
}
