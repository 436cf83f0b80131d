import { indicesIn, type Range } from '@psyrun/pspace/internal';
import { ROW_DONE } from '@psyrun/run';

/** True if all rows of a batch are done. */
export function isDone(ranges: readonly Range[], states: { at(index: number): number }): boolean {
  for (const index of indicesIn(ranges)) if (states.at(index) !== ROW_DONE) return false;
  return true;
}
