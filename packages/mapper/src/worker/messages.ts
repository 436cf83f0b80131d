import type { EvaluatorAddress, Row } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';

/** The first message to a worker. */
export interface LoadMessage {
  readonly kind: 'load';
  readonly evaluator: EvaluatorAddress;
}

/** Rows for a worker to evaluate. A worker never has rows of two calls at the same time. */
export interface RowsMessage {
  readonly kind: 'rows';
  /** Number of the first row. The following rows have the following numbers. */
  readonly first: number;
  readonly rows: readonly Row[];
  /** Index in the space of each row. */
  readonly indices: readonly number[];
  readonly procId: number;
  /** Largest number of rows that are evaluated at the same time. */
  readonly concurrency: number;
  /** Time limit of an asynchronous row, in milliseconds. */
  readonly timeout: number | undefined;
  readonly exclude: readonly string[];
  /** Parameters whose numbers are floats; only a program in another language reads them. */
  readonly floats?: readonly string[];
}

/** Asks an idle worker to exit. */
export interface EndMessage {
  readonly kind: 'end';
}

export type ToWorker = LoadMessage | RowsMessage | EndMessage;

/** The worker has loaded and set up the module, and starts with the rows. */
export interface ReadyMessage {
  readonly kind: 'ready';
  /** The versions of the interpreter and of the packages of a program in another language, by name. */
  readonly versions?: Readonly<Record<string, string>>;
}

/** The module could not be loaded or set up. */
export interface UnusableMessage {
  readonly kind: 'unusable';
  readonly error: RowError;
}

/** An error that nobody catches is about to end the worker. */
export interface UncaughtMessage {
  readonly kind: 'uncaught';
  readonly error: RowError;
}

/** Evaluated rows, as parallel lists: lists of numbers are cheap to send. */
export interface ReportMessage {
  readonly kind: 'report';
  readonly rows: readonly number[];
  readonly startedAt: readonly number[];
  readonly durations: readonly number[];
  /**
   * The keys and values to add to the parameters, or their bytes (see `sendable` of the journal); null
   * for a row that failed.
   */
  readonly added: readonly (Row | Uint8Array | null)[];
  /** Null for a row that succeeded. */
  readonly errors: readonly (RowError | null)[];
  /** Excluded keys that occurred in a result. */
  readonly excluded: readonly string[];
  /**
   * The CPU time in milliseconds since the report before, or since the worker got rows if it had none. It is
   * that of the process, and of those that it started and that have ended. Threads do not know it.
   */
  readonly cpu?: number;
  /** The most bytes of memory that the process has had, or all of Node.js for a thread. */
  readonly memory?: number;
  /**
   * The most bytes of memory that each row has used in processes of its own; null for a row without one.
   * Left out if no row has told it.
   */
  readonly memories?: readonly (number | null)[];
}

/** An asynchronous row has exceeded its time limit. */
export interface OverdueMessage {
  readonly kind: 'overdue';
  readonly row: number;
}

/** The worker returns these rows, because they would wait too long. */
export interface ReturnedMessage {
  readonly kind: 'returned';
  readonly first: number;
  /** The last of them. Default: the last row that the worker has. */
  readonly last?: number;
}

/** The worker broke the protocol. It cannot go on. */
export interface BrokenMessage {
  readonly kind: 'broken';
  readonly error: RowError;
}

export type FromWorker =
  | ReadyMessage
  | UnusableMessage
  | UncaughtMessage
  | ReportMessage
  | OverdueMessage
  | ReturnedMessage
  | BrokenMessage;
