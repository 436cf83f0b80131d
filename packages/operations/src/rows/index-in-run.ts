import type { Task } from '@psyrun/core';
import { indexOfRows } from '@psyrun/pspace/internal';
import { checkedSpaceOf, WorkDirectory, type TaskStatus } from '@psyrun/run';

/**
 * Returns what finds a row of the present space of a task in the space of its run. Commands such as `psy repro`
 * take indices of the run. Undefined stands for a row that the run does not have.
 */
export function indexInRun(
  { pspace, workdir }: Task,
  { run, hasSpaceOfRun }: Pick<TaskStatus, 'run' | 'hasSpaceOfRun'>,
): (index: number) => number | undefined {
  if (run === undefined || hasSpaceOfRun) return (index) => index;
  const space = checkedSpaceOf(run, new WorkDirectory(workdir).run);
  if (!space.keys.every((key) => pspace.keys.includes(key))) return () => undefined;
  const places = indexOfRows(space);
  return (index) => {
    const row = pspace.at(index);
    return places.firstOf(space.keys.map((key) => row[key]));
  };
}
