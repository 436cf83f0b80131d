import type { ParameterSpace } from '@psyrun/core';
import { scanJournal, type JournalPlace } from '@psyrun/journal';
import { EqualRows } from './equal-rows.ts';
import { readKeptRun, readRun, spaceOf } from '../directory/run-file.ts';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';

/** State of a row that has not been evaluated. */
export const ROW_MISSING = 0;
/** State of a row that failed at its last attempt. */
export const ROW_FAILED = 1;
/** State of a row that has a result. */
export const ROW_DONE = 2;

/** The number of rows in each state. The numbers add up to the total. */
export interface RowCounts {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly missing: number;
}

/** The state of every row of a space. */
export class RowStates {
  readonly #states: Uint8Array;
  /** Number of records in the journals whose rows are not in the space. */
  strangers = 0;

  constructor(length: number) {
    this.#states = new Uint8Array(length);
  }

  /** Number of rows of the space. */
  get length(): number {
    return this.#states.length;
  }

  /** Returns the state of a row: {@link ROW_MISSING}, {@link ROW_FAILED} or {@link ROW_DONE}. */
  at(index: number): number {
    return this.#states[index]!;
  }

  /** Updates the state of a row by a record. A done row stays done. */
  note(index: number, kind: 'done' | 'failed'): void {
    const state = kind === 'done' ? ROW_DONE : ROW_FAILED;
    this.#states[index] = Math.max(state, this.#states[index]!);
  }

  /** Yields the indices of the rows in one of these states, in order. */
  *indices(...states: number[]): Generator<number> {
    // Stryker disable next-line EqualityOperator: what is behind the last row is in no state.
    for (let i = 0; i < this.#states.length; i++) if (states.includes(this.#states[i]!)) yield i;
  }

  /** Counts the rows in each state. */
  counts(): RowCounts {
    const counts = [0, 0, 0];
    for (const state of this.#states) counts[state]!++;
    const [missing, failed, done] = counts as [number, number, number];
    return { total: this.length, done, failed, missing };
  }
}

/** Reads the states of the rows of `space` from the journals of a work directory. */
export async function rowStates(
  directory: WorkDirectory,
  space: ParameterSpace,
  hash: string,
): Promise<RowStates> {
  const states = new RowStates(space.length);
  const locate = await rowLocator(directory, space, hash);
  for (const file of await directory.journals()) await noteJournal(file, states, locate);
  return states;
}

/** Updates states by the records of a journal, starting at `from`. Resolves to the place of its end. */
export async function noteJournal(
  file: string,
  states: RowStates,
  locate: RowLocator,
  from?: JournalPlace,
): Promise<JournalPlace> {
  return scanJournal(
    file,
    ({ session, kind, index }) => {
      const found = locate(String(session['space']), index, kind);
      if (found === undefined) states.strangers++;
      else states.note(found, kind);
    },
    from,
  );
}

/** Returns the row of the present space for a record of a journal; undefined if there is none. */
export type RowLocator = (
  spaceHash: string,
  index: number,
  kind: 'done' | 'failed',
) => number | undefined;

/**
 * Resolves to a function that finds the row for a record. A record has the index of its row in the
 * space of its session. If that is an earlier space, the row is found by its values. If rows are equal,
 * each result counts for one of them, whichever generation it is from.
 */
export async function rowLocator(
  directory: WorkDirectory,
  space: ParameterSpace,
  hash: string,
): Promise<RowLocator> {
  const earlier = new Map<string, RunDescription>();
  for (const run of await earlierRuns(directory)) {
    // Stryker disable next-line ConditionalExpression: more earlier spaces only make it slower.
    if (run.space.hash !== hash) earlier.set(run.space.hash, run);
  }
  // Stryker disable next-line ConditionalExpression: without earlier spaces this is only faster.
  if (earlier.size === 0) return (spaceHash, index) => (spaceHash === hash ? index : undefined);
  const rows = new EqualRows(space);
  const finders = new Map([...earlier].map(([key, run]) => [key, rows.finder(spaceOf(run))]));
  return (spaceHash, index, kind) =>
    spaceHash === hash ? rows.own(index, kind) : finders.get(spaceHash)?.(index, kind);
}

async function earlierRuns(directory: WorkDirectory): Promise<RunDescription[]> {
  const kept = (await directory.keptGenerations()).map((n) => readKeptRun(directory, n));
  const runs = await Promise.all([...kept, readRun(directory.run)]);
  return runs.filter((run) => run !== undefined);
}
