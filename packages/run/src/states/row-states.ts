import type { ParameterSpace } from '@psyrun/core';
import { scanJournal, type JournalPlace } from '@psyrun/journal';
import { EqualRows } from './equal-rows.ts';
import { readKeptRun, readRun, spaceOf } from '../directory/run-file.ts';
import type { RunDescription } from '../directory/run-description.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';

/** State of a row that has not been evaluated. */
export const MISSING = 0;
/** State of a row that failed at its last attempt. */
export const FAILED = 1;
/** State of a row that has a result. */
export const DONE = 2;

/** How many rows are in each state. They add up to the total. */
export interface RowCounts {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly missing: number;
}

/** The state of every row of a space, and where its record is. */
export class RowStates {
  readonly #states: Uint8Array;
  /** Rows in the journals that the space does not have. */
  strangers = 0;

  constructor(length: number) {
    this.#states = new Uint8Array(length);
  }

  /** Number of rows of the space. */
  get length(): number {
    return this.#states.length;
  }

  /** The state of a row: {@link MISSING}, {@link FAILED} or {@link DONE}. */
  at(index: number): number {
    return this.#states[index]!;
  }

  /** Takes note of a record. What is done stays done. */
  note(index: number, kind: 'done' | 'failed'): void {
    const state = kind === 'done' ? DONE : FAILED;
    this.#states[index] = Math.max(state, this.#states[index]!);
  }

  /** The rows in one of these states, in order. */
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

/** Reads from the journals of a work directory in which state the rows of `space` are. */
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

/** Takes note of what a journal holds, from a place on; returns the place where it ends. */
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

/** Finds the row of the present space that a record of a journal is about. */
export type RowLocator = (
  spaceHash: string,
  index: number,
  kind: 'done' | 'failed',
) => number | undefined;

/**
 * A record names its row by an index of the space of its session. For the present space that is
 * the answer; an index of an earlier one is looked up by the values of the row. Equal rows stand for
 * each other: every result of one of them, of whatever generation, counts for another row.
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
