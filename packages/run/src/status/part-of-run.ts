import { indicesIn, lengthOf } from '@psyrun/pspace/internal';
import type { RunDescription } from '../directory/run-description.ts';
import { ROW_DONE } from '../states/row-state.ts';

/** The rows of a part that was split off. */
export interface PartOfRun {
  /** Number of rows of the part. */
  readonly rows: number;
  /** Number of these that have no result. */
  readonly left: number;
}

/** Counts the rows of a part of a run; undefined if the work directory is that of the whole run. */
export function partOf(
  { part }: Pick<RunDescription, 'part'>,
  states: { at(index: number): number },
): PartOfRun | undefined {
  if (part === undefined) return undefined;
  let left = 0;
  for (const index of indicesIn(part)) if (states.at(index) !== ROW_DONE) left++;
  return { rows: lengthOf(part), left };
}
