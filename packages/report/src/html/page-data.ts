import type { Packed } from '../codec/packed.ts';
import type { Scale } from '../codec/quantise.ts';

/** The number of rows in each state. They add up to the total. */
export interface StateCounts {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly missing: number;
}

/** The meaning of the numbers of a column. Durations are in seconds, starts in seconds since the first one. */
export type ColumnRole = 'result' | 'duration' | 'start' | 'attempt';

/** A number of each shown row. */
export interface PageColumn {
  readonly key: string;
  readonly role: ColumnRole;
  readonly scale: Scale;
  readonly codes: Packed;
}

/** Conditions, for how many rows they hold, and how many of these failed; of every n-th row of a large space. */
export interface PageRule {
  readonly conditions: readonly string[];
  readonly rows: number;
  readonly failed: number;
}

/** Rows that failed with the same error. */
export interface PageFailure {
  readonly name: string;
  readonly message: string;
  /** The causes of the error, a line each. */
  readonly causes: readonly string[];
  readonly count: number;
  /** Conditions that the parameters of all these rows fulfil. */
  readonly region: readonly string[];
  /** A rule that holds for most of these rows and for few others, where they have nothing in common. */
  readonly rule?: PageRule;
  /** The first of these rows, as its index in the run; undefined if the run does not have it. */
  readonly firstRow?: number;
  /** The end of the log of the job that evaluated the first row. */
  readonly log?: string;
}

/** A worker: one process that wrote a journal. */
export interface PageWorker {
  readonly job: string;
  readonly host: string;
}

/** A submission of jobs. Times are in seconds since the first start of a row. */
export interface PageJob {
  readonly name: string;
  readonly count: number;
  readonly submitted: number;
}

/** The state of a task in words. */
export interface PageVerdict {
  readonly counts: StateCounts;
  readonly complete: boolean;
  readonly changes: readonly string[];
  readonly problems: readonly string[];
  /** When the run began, and its generation; undefined if the task was not run. */
  readonly run?: { readonly created: string; readonly generation: number };
  /** Names and values, such as the digest of the code. */
  readonly facts: readonly (readonly [string, string])[];
  /** The command that goes on; undefined if nothing is left to do. */
  readonly next?: string;
}

/** Exact numbers of all rows with one value of a parameter, where only a sample of rows is shown. */
export interface PageMargin {
  readonly key: string;
  readonly value: string;
  readonly done: number;
  readonly failed: number;
  readonly missing: number;
  /** Mean, least and most of each result in the order of the columns; null without a number. */
  readonly results: readonly (readonly [number, number, number] | null)[];
}

/** All that a page shows. */
export interface PageData {
  readonly format: 'psyrun-report';
  readonly version: 1;
  readonly task: string;
  /** When the page was made, in ISO 8601. */
  readonly made: string;
  readonly verdict: PageVerdict;
  /** The frozen space as deflated JSON. */
  readonly space: string;
  /** The shown rows, as differences of their indices; undefined if all are shown. */
  readonly indices?: Packed;
  /** The state of each shown row: 0 missing, 1 failed, 2 done. */
  readonly states: Packed;
  readonly columns: readonly PageColumn[];
  /** The worker of each shown row, from 1; 0 if it is not known. */
  readonly workerOf: Packed;
  readonly workers: readonly PageWorker[];
  /** The failure of each shown row, from 1; 0 if it did not fail. */
  readonly failureOf: Packed;
  readonly failures: readonly PageFailure[];
  readonly jobs: readonly PageJob[];
  /** The time limit of a job, as the task gives it to its scheduler. */
  readonly timeLimit?: string;
  /** When the first row began, in ISO 8601. */
  readonly began?: string;
  /** The results that are not numbers. */
  readonly leftOut: readonly string[];
  /** Core-seconds of attempts that gave no result. */
  readonly wasted: number;
  readonly margins: readonly PageMargin[];
}
