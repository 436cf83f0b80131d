import type { ParameterSpace, Task } from '@psyrun/core';
import { indicesIn, Subspace, type Range } from '@psyrun/pspace/internal';
import {
  activeSubmissions,
  soundRun,
  readStatus,
  ROW_DONE,
  splitRanges,
  WorkDirectory,
} from '@psyrun/run';

/** Returns the missing rows of the batches whose jobs are queued or running. */
export async function queuedRows(task: Task): Promise<ParameterSpace> {
  const { states } = await readStatus(task);
  const waiting = new Set<number>();
  for (const ranges of await activeBatches(task)) {
    for (const index of indicesIn(ranges)) if (states.at(index) !== ROW_DONE) waiting.add(index);
  }
  return new Subspace(
    task.pspace,
    [...waiting].sort((a, b) => a - b),
  );
}

async function activeBatches(task: Task): Promise<Range[][]> {
  const run = await soundRun(new WorkDirectory(task.workdir));
  if (run === undefined) return [];
  const batches = splitRanges(run.todo, run);
  const processing = `${task.name}:process`;
  return (await activeSubmissions(task))
    .filter(({ name }) => name === processing)
    .flatMap(({ indices = [] }) => indices.map((i) => batches[i] ?? []));
}
