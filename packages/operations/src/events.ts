import type { RowCounts } from '@psyrun/run';
import type { UnfinishedJob } from './status/unfinished-jobs.ts';

/** A part of the work on a task begins. */
export interface PhaseEvent {
  readonly type: 'phase';
  readonly task: string;
  /**
   * `submit`: jobs are submitted; a scheduler that runs them in this process evaluates rows
   * meanwhile. `wait`: the jobs of a scheduler are waited for. `end`: the phase before has ended.
   */
  readonly phase: 'submit' | 'wait' | 'end';
  /** The rows as the phase begins, where the operation follows them. */
  readonly rows?: RowCounts;
}

/** A job is about to be submitted, or is skipped because it is up to date. */
export interface JobEvent {
  readonly type: 'job';
  readonly task: string;
  /** Full name: `circle:process:3`. */
  readonly job: string;
  /** False if it is skipped. */
  readonly submitted: boolean;
  /** The jobs of an array that are submitted, and the rows that they have to evaluate. */
  readonly array?: { readonly jobs: number; readonly rows: number };
}

/** A row has ended in this process. */
export interface RowEvent {
  readonly type: 'row';
  readonly task: string;
  readonly outcome: 'done' | 'failed';
  /** The rows now. `failed` counts those that failed in this call. */
  readonly rows: RowCounts;
}

/** The rows as other processes have recorded them by now. */
export interface RowsEvent {
  readonly type: 'rows';
  readonly task: string;
  readonly rows: RowCounts;
}

/** Why something is done, done again, or not done. */
export interface NoteEvent {
  readonly type: 'note';
  readonly task: string;
  /** A sentence. */
  readonly message: string;
}

/** Something that a person should know although the work goes on. */
export interface WarningEvent {
  readonly type: 'warning';
  readonly task: string;
  /**
   * `PSYRUN_WARN_JOBS_RUNNING`: jobs are unfinished, so that no new ones are submitted.
   * `PSYRUN_WARN_NO_ROWS`: the space has no rows, and the task does not say that it may.
   */
  readonly code: string;
  readonly message: string;
}

/** A job can never start, and stays in the queue until somebody ends it. */
export interface StuckJobEvent {
  readonly type: 'stuck-job';
  readonly task: string;
  /** Full name. */
  readonly job: string;
  /** Why, in the word of its scheduler. */
  readonly reason: string;
  /** Advice about the reason, as a sentence. */
  readonly advice?: string;
}

/** The jobs that are waited for, when their states or reasons have changed. */
export interface JobsEvent {
  readonly type: 'jobs';
  readonly task: string;
  readonly jobs: readonly UnfinishedJob[];
}

/** A scheduler does not answer. It is asked again; this is told once until it answers. */
export interface SilentSchedulerEvent {
  readonly type: 'silent-scheduler';
  readonly task: string;
  readonly code: string;
  readonly message: string;
}

/** An event of an operation. */
export type OperationEvent =
  | PhaseEvent
  | JobEvent
  | RowEvent
  | RowsEvent
  | NoteEvent
  | WarningEvent
  | StuckJobEvent
  | JobsEvent
  | SilentSchedulerEvent;

/** Receives the events of an operation as they arise. What it throws ends the operation. */
export type EventHandler = (event: OperationEvent) => void;
