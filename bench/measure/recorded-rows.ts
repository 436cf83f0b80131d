import type { TaskOptions } from './task-file.ts';

/** How the rows of a recorded run ended. */
export interface RecordedRows {
  /** Names them among all. */
  readonly name: string;
  /** The results of a row; undefined if it failed. */
  readonly results: (index: number) => object | undefined;
}

/** All rows are done, and `y` is 1. */
export const DONE: RecordedRows = { name: 'done', results: () => ({ y: 1 }) };
/** All rows failed with a message of their own. */
export const FAILED: RecordedRows = { name: 'failed', results: () => undefined };

/** A run that is recorded, not evaluated. */
export interface RecordedRun extends TaskOptions {
  readonly rows?: RecordedRows;
  /** The number of journals. */
  readonly journals?: number;
}
