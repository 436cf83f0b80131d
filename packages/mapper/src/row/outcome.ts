import type { Row } from '@psyrun/core';
import type { RowError, RowUsage } from '@psyrun/journal';

/** A row of a space and its index there. */
export interface IndexedRow {
  readonly index: number;
  readonly row: Row;
}

interface OutcomeOfRow {
  /** Index of the row, as passed by the caller. */
  readonly index: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Duration in milliseconds. */
  readonly duration: number;
  /** CPU time and memory of the row, if a worker has measured them. */
  readonly usage?: RowUsage | undefined;
}

/** A row that was evaluated. */
export interface DoneOutcome extends OutcomeOfRow {
  readonly kind: 'done';
  /** Parameters, values that `setup` added, and results, without the excluded keys. */
  readonly row: Row;
}

/** A row that failed. */
export interface FailedOutcome extends OutcomeOfRow {
  readonly kind: 'failed';
  /** The parameters. */
  readonly row: Row;
  readonly error: RowError;
}

/** The outcome of one row. */
export type RowOutcome = DoneOutcome | FailedOutcome;
