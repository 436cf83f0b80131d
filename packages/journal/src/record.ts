import type { Row } from '@psyrun/core';

/** Why a row has no result. */
export interface RowError {
  /** Name of the class of the error: `RangeError`. */
  readonly name: string;
  readonly message: string;
  /** Where it happened; for a process that died, the last of what it printed. */
  readonly stack?: string;
  /** The `code` of the error, if it had one. */
  readonly code?: string;
  /**
   * `threw`: the function threw. `timeout`: it ran longer than allowed. `crashed`: its process
   * died. `refused`: it returned something that is no result, or cannot be kept as one.
   */
  readonly reason: 'threw' | 'timeout' | 'crashed' | 'refused';
  /** Name of the machine. */
  readonly host?: string;
}

interface RecordOfRow {
  /** Index of the row in the space. */
  readonly index: number;
  /** How many times the row has been tried, this time included: 1 at first. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
}

/** A row that was evaluated. */
export interface DoneRecord extends RecordOfRow {
  readonly kind: 'done';
  /** Parameters and results. */
  readonly row: Row;
}

/** A row that failed. */
export interface FailedRecord extends RecordOfRow {
  readonly kind: 'failed';
  /** The parameters. */
  readonly row: Row;
  readonly error: RowError;
}

/** What became of one row. */
export type JournalRecord = DoneRecord | FailedRecord;

/**
 * Who wrote the records that follow: plain data, written once each time that a journal is opened
 * for writing. The journal gives it back and does not look into it.
 */
export type JournalSession = Readonly<Record<string, unknown>>;
