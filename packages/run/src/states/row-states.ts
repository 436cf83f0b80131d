import type { ParameterSpace } from '@psyrun/core';
import type { Range } from '@psyrun/pspace/internal';
import { knownRuns } from '../directory/known-runs.ts';
import type { WorkDirectory } from '../directory/work-directory.ts';
import { rowOrigins, type RowOrigin } from './row-origins.ts';
import { ROW_DONE, ROW_FAILED, ROW_MISSING } from './row-state.ts';
import { RunRecords, type RunRecord } from './run-records.ts';

export { ROW_DONE, ROW_FAILED, ROW_MISSING };

/** The number of rows in each state. The numbers add up to the total. */
export interface RowCounts {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly missing: number;
}

/**
 * The state of every row of a space. What it costs depends on the rows that were evaluated, not on the length
 * of the space, which may be 10⁹ rows.
 */
export class RowStates {
  readonly #states: Uint8Array;
  /** The number of rows in each state, by the state. */
  readonly #counts = [0, 0, 0];
  /** The run that evaluated each done row, as a number; undefined while it is 0 for all. */
  #origins: Uint16Array | undefined;
  /** Number of records in the journals whose rows are not in the space. */
  strangers = 0;
  /** The records that do not count, and why, as sentences. */
  refused: readonly string[] = [];
  /** The code that evaluated the done rows; empty if it is not known. */
  origins: readonly RowOrigin[] = [];
  /** Counts the done rows that were recorded as other rows, by what they were. */
  former: () => ReadonlyMap<string, number> = () => new Map();

  constructor(length: number) {
    this.#states = new Uint8Array(length);
    this.#counts[ROW_MISSING] = length;
  }

  /** Number of rows of the space. */
  get length(): number {
    return this.#states.length;
  }

  /** Returns the state of a row: {@link ROW_MISSING}, {@link ROW_FAILED} or {@link ROW_DONE}. */
  at(index: number): number {
    return this.#states[index]!;
  }

  /**
   * Updates the state of a row by a record. A done row stays done. `origin` is the number of the run
   * that evaluated it.
   */
  note(index: number, kind: 'done' | 'failed', origin = 0): void {
    const state = kind === 'done' ? ROW_DONE : ROW_FAILED;
    const former = this.#states[index];
    if (former === undefined || former >= state) return;
    if (origin > 0 && kind === 'done') {
      this.#origins ??= new Uint16Array(this.length);
      this.#origins[index] = origin;
    }
    this.#set(index, state);
  }

  /** Makes rows missing, because they are evaluated again. */
  forget(rows: Iterable<number>): void {
    for (const index of rows) this.#set(index, ROW_MISSING);
  }

  /** Returns the number of the run that evaluated a done row. */
  originOf(index: number): number {
    return this.#origins?.[index] ?? 0;
  }

  /** Yields the indices of the rows in one of these states, in order. */
  *indices(...states: number[]): Generator<number> {
    let left = states.reduce((sum, state) => sum + this.#counts[state]!, 0);
    for (let i = 0; left > 0; i++) {
      if (!states.includes(this.#states[i]!)) continue;
      left--;
      yield i;
    }
  }

  /** Returns the rows in none of these states, as ranges in order. */
  rangesWithout(...states: number[]): Range[] {
    const ranges: Range[] = [];
    let start = 0;
    for (const index of this.indices(...states)) {
      if (index > start) ranges.push([start, index]);
      start = index + 1;
    }
    if (start < this.length) ranges.push([start, this.length]);
    return ranges;
  }

  #set(index: number, state: number): void {
    this.#counts[this.#states[index]!]!--;
    this.#counts[state]!++;
    this.#states[index] = state;
  }

  /** Returns the number of rows in each state. */
  counts(): RowCounts {
    const [missing, failed, done] = this.#counts as [number, number, number];
    return { total: this.length, done, failed, missing };
  }
}

/** Returns the states of rows that are all done. */
export function allDone(length: number): RowStates {
  const states = new RowStates(length);
  // Stryker disable next-line EqualityOperator: a row behind the last one is not noted.
  for (let i = 0; i < length; i++) states.note(i, 'done');
  return states;
}

/**
 * Reads the states of the rows of `space` from the journals of a work directory. `visit` is called for each
 * record that counts.
 */
export async function rowStates(
  directory: WorkDirectory,
  space: ParameterSpace,
  hash: string,
  visit: (record: RunRecord) => void = () => undefined,
): Promise<RowStates> {
  const states = new RowStates(space.length);
  const records = new RunRecords(space, hash, await knownRuns(directory));
  for (const file of await directory.journals()) {
    await records.scan(file, (record) => {
      states.note(record.index, record.kind, record.origin);
      visit(record);
    });
  }
  states.strangers = records.strangers;
  states.refused = records.problems();
  states.origins = rowOrigins(states, records.runs);
  states.former = () => records.present.count(states);
  return states;
}
