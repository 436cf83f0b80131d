import type { RunRecord } from '@psyrun/run';

/** Most rows of a space whose times are read. Of a larger space every n-th row is taken. */
const MOST_ROWS = 5000;

/** When a row was evaluated. Times are in seconds. */
export interface TimedRow {
  readonly index: number;
  /** Since 1970. */
  readonly ended: number;
  readonly duration: number;
}

/** Collects when rows of a space were evaluated: of a large space, a sample by index. */
export class RowTimes {
  /** One of this many rows is read. */
  readonly step: number;
  /** True if the run was continued: rows that have failed before are evaluated again. */
  isContinued = false;
  readonly #rows = new Map<number, TimedRow>();

  /** @param length number of rows of the space */
  constructor(length: number) {
    this.step = Math.max(1, Math.ceil(length / MOST_ROWS));
  }

  /** Takes the last record of a row. */
  readonly note = ({ index, session, times }: RunRecord): void => {
    if (index % this.step !== 0) return;
    if (Number(session['generation']) > 1) this.isContinued = true;
    const { startedAt, duration } = times();
    // Rows that were taken over from Python psyrun have no duration.
    if (!(duration > 0)) return;
    const ended = (startedAt + duration) / 1000;
    this.#rows.set(index, { index, ended, duration: duration / 1000 });
  };

  /** The rows, the one that ended first first. */
  sorted(): TimedRow[] {
    return [...this.#rows.values()].sort((a, b) => a.ended - b.ended);
  }
}
