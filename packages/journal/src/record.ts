import type { ErrorDetails, FailureClass, Row } from '@psyrun/core';

/**
 * The reason why a row has no result. For a process that died, `stack` is the end of its output.
 */
export interface RowError extends ErrorDetails {
  /**
   * `threw`: the function threw. `timeout`: it exceeded the time limit. `crashed`: its process
   * died. `refused`: its result is not an object, or holds a value that cannot be stored.
   */
  readonly reason: 'threw' | 'timeout' | 'crashed' | 'refused';
  /** The cause; journals of earlier versions lack it. See {@link failureClass}. */
  readonly class?: FailureClass;
  /** Name of the machine. */
  readonly host?: string;
}

/** The CPU time and memory of the evaluation of a row. */
export interface RowUsage {
  /**
   * CPU time in milliseconds, of the worker and of the processes that it started and that have ended. Rows
   * that a worker reports together share their sum in the proportion of their durations.
   */
  readonly cpu?: number;
  /** The most memory that the worker has had by the end of the row, in bytes. */
  readonly memory?: number;
  /** True if the worker has evaluated other rows before or meanwhile, which may have used the memory. */
  readonly isShared: boolean;
}

interface RecordOfRow {
  /** Index of the row in the space. */
  readonly index: number;
  /** The number of this attempt to evaluate the row, from 1. */
  readonly attempt: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds. */
  readonly duration: number;
  /** Missing if it was not measured: the row ended its worker, or an earlier version wrote the record. */
  readonly usage?: RowUsage | undefined;
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

/** The outcome of one row. */
export type JournalRecord = DoneRecord | FailedRecord;

/**
 * The writer of the records that follow: plain data, written each time that a journal is opened for
 * writing. The journal returns it unchanged and does not interpret it.
 */
export type JournalSession = Readonly<Record<string, unknown>>;
