import type { RunRecord } from '@psyrun/run';
import { isSampled } from './sampled-rows.ts';

/** Most rows whose times are kept. */
const MOST_ROWS = 5000;

/** When a row was evaluated. Times are in seconds. */
export interface TimedRow {
  readonly index: number;
  /** Since 1970. */
  readonly ended: number;
  readonly duration: number;
}

/** Collects when rows of a space were evaluated: of many rows, a sample. */
export class RowTimes {
  /** About one of this many rows is kept. */
  step = 1;
  /** True if the run was continued: rows that have failed before are evaluated again. */
  isContinued = false;
  #rows = new Map<number, TimedRow>();

  /** Takes the last record of a row. */
  readonly note = ({ index, session, times }: RunRecord): void => {
    if (!isSampled(index, this.step)) return;
    if (Number(session['generation']) > 1) this.isContinued = true;
    const { startedAt, duration } = times();
    // Rows that were taken over from Python psyrun have no duration.
    if (!(duration > 0)) return;
    const ended = (startedAt + duration) / 1000;
    this.#rows.set(index, { index, ended, duration: duration / 1000 });
    if (this.#rows.size > MOST_ROWS) this.#thin();
  };

  /** The rows, the one that ended first first. */
  sorted(): TimedRow[] {
    return [...this.#rows.values()].sort((a, b) => a.ended - b.ended);
  }

  /** Keeps half of the rows. */
  #thin(): void {
    this.step *= 2;
    this.#rows = new Map([...this.#rows].filter(([index]) => isSampled(index, this.step)));
  }
}
