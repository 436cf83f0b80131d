import { isDeepStrictEqual } from 'node:util';
import type { ParameterSpace, Row } from '@psyrun/core';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';
import { ROW_DONE, rowStates, type RowStates } from '../states/row-states.ts';
import type { SourceRun } from './source-run.ts';

/** A row that has other results here than in another run. */
export interface RowConflict {
  readonly row: number;
  readonly parameters: Row;
  /** The results by key. */
  readonly here: Row;
  readonly there: Row;
}

/**
 * Compares the rows that are done both here and in another run. Resolves to those with other results, in the
 * order of the space.
 */
export async function conflictsWith(
  source: SourceRun,
  directory: WorkDirectory,
  home: ParameterSpace,
  { run, states }: { readonly run: RunDescription; readonly states: RowStates },
): Promise<RowConflict[]> {
  const keys = new Set([...home.keys, ...source.space.keys]);
  const resultsOf = (row: Row): Row =>
    Object.fromEntries(Object.entries(row).filter(([key]) => !keys.has(key)));
  const there = new Map<number, Row>();
  await source.rows(home, ({ place, read }) => {
    if (place !== undefined && states.at(place) === ROW_DONE)
      there.set(place, resultsOf(read().row));
  });
  const conflicts: RowConflict[] = [];
  if (there.size === 0) return conflicts;
  // The first result of a row counts.
  await rowStates(directory, home, run.space.hash, ({ kind, index, read }) => {
    const other = there.get(index);
    if (kind !== 'done' || other === undefined) return;
    there.delete(index);
    const here = resultsOf(read().row);
    if (isDeepStrictEqual(here, other)) return;
    conflicts.push({ row: index, parameters: home.at(index), here, there: other });
  });
  return conflicts.sort((a, b) => a.row - b.row);
}
