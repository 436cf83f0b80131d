import type { EvaluatorAddress, Row } from '@psyrun/core';
import type { RowError } from '@psyrun/journal';

/** The first message to a worker. */
export interface LoadMessage {
  readonly kind: 'load';
  readonly evaluator: EvaluatorAddress;
}

/** Rows for a worker to evaluate. Rows of two calls are never with a worker at the same time. */
export interface RowsMessage {
  readonly kind: 'rows';
  /** Number of the first row, by which the worker speaks of it; the others follow it. */
  readonly first: number;
  readonly rows: readonly Row[];
  /** Index in the space of each row. */
  readonly indices: readonly number[];
  readonly procId: number;
  /** Most rows in evaluation at the same time. */
  readonly concurrency: number;
  /** Milliseconds that an asynchronous row may take. */
  readonly timeout: number | undefined;
  readonly exclude: readonly string[];
}

/** Asks an idle worker to end. */
export interface EndMessage {
  readonly kind: 'end';
}

export type ToWorker = LoadMessage | RowsMessage | EndMessage;

/** The worker has loaded the module and set it up, and begins with the rows. */
export interface ReadyMessage {
  readonly kind: 'ready';
}

/** The module could not be loaded or set up. */
export interface UnusableMessage {
  readonly kind: 'unusable';
  readonly error: RowError;
}

/** Evaluated rows: parallel lists, for lists of numbers cost little to send. */
export interface ReportMessage {
  readonly kind: 'report';
  readonly rows: readonly number[];
  readonly startedAt: readonly number[];
  readonly durations: readonly number[];
  /** What is to be added to the parameters; null for a row that failed. */
  readonly added: readonly (Row | null)[];
  /** Null for a row that did not fail. */
  readonly errors: readonly (RowError | null)[];
  /** Excluded keys that have been in a result. */
  readonly excluded: readonly string[];
}

/** An asynchronous row has taken longer than it may. */
export interface OverdueMessage {
  readonly kind: 'overdue';
  readonly row: number;
}

/** The worker will not evaluate the rows from this one on: they would keep others waiting. */
export interface ReturnedMessage {
  readonly kind: 'returned';
  readonly first: number;
}

export type FromWorker =
  ReadyMessage | UnusableMessage | ReportMessage | OverdueMessage | ReturnedMessage;
