import type { Row } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';

/** A row of a space and its index there. */
export interface IndexedRow {
  readonly index: number;
  readonly row: Row;
}

interface OutcomeOfRow {
  /** Index of the row, as it was given. */
  readonly index: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** A row that was evaluated. */
export interface DoneOutcome extends OutcomeOfRow {
  readonly kind: 'done';
  /** Parameters, what `setup` added, and results, without what was excluded. */
  readonly row: Row;
}

/** A row that failed. */
export interface FailedOutcome extends OutcomeOfRow {
  readonly kind: 'failed';
  /** The parameters. */
  readonly row: Row;
  readonly error: RowError;
}

/** What became of one row. */
export type RowOutcome = DoneOutcome | FailedOutcome;
