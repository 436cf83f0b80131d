import type { FailureClass } from '@psyrun/core';

/** The classes of failures in words for people. */
const WORDS: Readonly<Record<FailureClass, string>> = {
  exception: 'exception',
  refused: 'refused result',
  timeout: 'time limit of the row',
  outOfMemory: 'out of memory',
  signal: 'killed by a signal',
  jobTimeout: 'time limit of the job',
  preempted: 'preempted',
  nodeFailed: 'node failed',
  cancelled: 'cancelled',
  notStarted: 'could not start',
  unknown: 'unknown',
};

/**
 * Returns what a person calls a class of failures.
 *
 * @example
 * ```ts
 * classWords('outOfMemory'); // => 'out of memory'
 * ```
 */
export function classWords(failure: FailureClass): string {
  return WORDS[failure];
}
