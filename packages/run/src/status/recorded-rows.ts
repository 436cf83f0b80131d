import { FAILURE_CLASSES, type FailureClass } from '@psyrun/core';
import {
  readRecordsAt,
  type JournalRecord,
  type JournalSession,
  type RowUsage,
} from '@psyrun/journal';
import { NotedUsages } from './noted-usages.ts';
import { RowPlaces } from '../merge/row-places.ts';
import type { PresentRows } from '../former/present-rows.ts';
import { ROW_DONE } from '../states/row-state.ts';
import type { RowStates } from '../states/row-states.ts';
import type { RunRecord } from '../states/run-records.ts';

/** The maximum number of rows that are read at once, and of bytes of their records. */
const MOST_ROWS = 4096;
const MOST_BYTES = 1 << 22;

/** The record that counts for a row: the first one of a done row, the last one of a failed row. */
export interface RecordedRow {
  /** 1 for the first try of the row. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
  /** The writer of the record. */
  readonly session: JournalSession;
  /** CPU time and memory; undefined if they were not measured. */
  readonly usage?: RowUsage;
  /** The class of a failure. */
  readonly class?: FailureClass;
}

/**
 * When and by whom the rows of a space were evaluated, what they have used, and where their values are in
 * the journals: 37 bytes for each row of the space, and 13 more if usage was measured.
 */
export class RecordedRows {
  readonly #states: RowStates;
  readonly #present: PresentRows;
  readonly #started: Float64Array;
  readonly #durations: Float64Array;
  readonly #attempts: Uint32Array;
  /** Positions in `#sessions`, plus 1; 0 for rows without a record. */
  readonly #writers: Uint32Array;
  readonly #sessions: JournalSession[] = [];
  readonly #places: RowPlaces;
  readonly #usages: NotedUsages;
  /** Positions in `FAILURE_CLASSES`, plus 1; 0 for rows that have not failed. */
  readonly #classes: Uint8Array;
  #file = '';

  /** `states` are those before the record that is noted. `present` makes rows of the space of recorded ones. */
  constructor(states: RowStates, present: PresentRows) {
    const { length } = states;
    this.#states = states;
    this.#present = present;
    this.#started = new Float64Array(length);
    this.#durations = new Float64Array(length);
    this.#attempts = new Uint32Array(length);
    this.#writers = new Uint32Array(length);
    this.#places = new RowPlaces(length);
    this.#usages = new NotedUsages(length);
    this.#classes = new Uint8Array(length);
  }

  /** Notes a record of a journal. Returns false if an earlier one counts. */
  note(record: RunRecord, file: string): boolean {
    const { index, kind, attempt, session, offset, size } = record;
    if (file !== this.#file) this.#places.begin(file);
    this.#file = file;
    if (this.#states.at(index) === ROW_DONE) return false;
    const { startedAt, duration } = record.times();
    this.#started[index] = startedAt;
    this.#durations[index] = duration;
    this.#attempts[index] = attempt;
    this.#usages.note(index, record.usage());
    this.#classes[index] =
      kind === 'failed' ? 1 + FAILURE_CLASSES.indexOf(record.error().class) : 0;
    if (this.#sessions.at(-1) !== session) this.#sessions.push(session);
    this.#writers[index] = this.#sessions.length;
    this.#places.set(index, offset, size);
    return true;
  }

  /** Returns the record of a row; undefined if it has none. */
  at(index: number): RecordedRow | undefined {
    const writer = this.#writers[index]!;
    if (writer === 0) return undefined;
    const usage = this.#usages.at(index);
    const failure = FAILURE_CLASSES[this.#classes[index]! - 1];
    return {
      ...(usage && { usage }),
      ...(failure && { class: failure }),
      attempt: this.#attempts[index]!,
      startedAt: this.#started[index]!,
      duration: this.#durations[index]!,
      session: this.#sessions[writer - 1]!,
    };
  }

  /** Seconds that the recorded evaluation of a row took; undefined if that was not recorded. */
  secondsOf(index: number): number | undefined {
    // Rows that were taken over from Python psyrun have a duration of 0.
    const duration = this.#durations[index]!;
    return duration > 0 ? Math.round(duration * 1e6) / 1e9 : undefined;
  }

  /** Reads the records of rows, in the order of the indices and in limited memory. */
  async *read(indices: Iterable<number>): AsyncGenerator<readonly [number, JournalRecord?]> {
    for (const batch of this.#batches(indices)) yield* await this.#readBatch(batch);
  }

  *#batches(indices: Iterable<number>): Generator<number[]> {
    let batch: number[] = [];
    let bytes = 0;
    for (const index of indices) {
      const size = this.#places.sizeOf(index);
      if (batch.length === MOST_ROWS || (batch.length > 0 && bytes + size > MOST_BYTES)) {
        yield batch;
        batch = [];
        bytes = 0;
      }
      batch.push(index);
      bytes += size;
    }
    if (batch.length > 0) yield batch;
  }

  async #readBatch(batch: readonly number[]): Promise<(readonly [number, JournalRecord?])[]> {
    const read: (readonly [number, JournalRecord?])[] = batch.map((index) => [index]);
    const known = batch.flatMap((index, i) => (this.#writers[index]! > 0 ? [i] : []));
    const places = this.#places.inFiles(known.map((i) => batch[i]!));
    for (const { file, rows, offsets } of places) {
      await readRecordsAt(file, offsets, (record, i) => {
        const place = known[rows[i]!]!;
        const index = batch[place]!;
        read[place] = [index, this.#present.record(index, this.#states.originOf(index), record)];
      });
    }
    return read;
  }
}
