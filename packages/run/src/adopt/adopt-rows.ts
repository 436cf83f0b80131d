import type { Task } from '@psyrun/core';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';
import { beginGeneration } from '../prepare/begin-run.ts';
import { describeRun } from '../prepare/describe-run.ts';
import { nextGeneration } from './next-generation.ts';
import { rowStates, type RowStates } from '../states/row-states.ts';
import { rowsTaken, type Takings } from './takings.ts';
import { writeTakings } from './write-takings.ts';

/** Rows of another run, and the name of that run for people. */
export interface NamedTakings {
  readonly from: string;
  readonly takings: Takings;
}

/** A run after it has adopted rows. */
export interface AdoptingRun {
  readonly run: RunDescription;
  readonly states: RowStates;
}

/**
 * Adopts rows of other runs: each generation there becomes one of the run here, and then a generation begins
 * that evaluates the rows that are left. Nothing is changed if no rows are taken.
 *
 * The present run must be that of the task as it is. The caller holds the lock of the work directory.
 */
export async function adoptRows(
  task: Task,
  directory: WorkDirectory,
  present: AdoptingRun,
  named: readonly NamedTakings[],
): Promise<AdoptingRun> {
  const { pspace } = task;
  const { run: former } = present;
  let last = (await nextGeneration(directory, former)) - 1;
  const some = named.filter(({ takings }) => rowsTaken(takings) > 0);
  if (some.length === 0) return present;
  for (const { from, takings } of some) {
    last = await writeTakings(directory, pspace, takings, from, former, last);
  }
  const states = await rowStates(directory, pspace, former.space.hash);
  const run = await describeRun(task, former.fingerprint, states, last + 1, former.part);
  await beginGeneration(directory, run, former);
  return { run, states };
}
