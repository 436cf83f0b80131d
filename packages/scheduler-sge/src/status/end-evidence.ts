import type { FailureClass, JobStatus } from '@psyrun/core';

/** A line of {@link END_EVIDENCE}. */
export interface EndEvidence {
  /** The reason of an ended job, as `qstat` and `qacct` tell it. */
  readonly reason: RegExp;
  readonly class: FailureClass;
}

/**
 * The evidence for the end of a job. A job is of the class `unknown` if no line fits:
 *
 * - `LIMIT`: Grid Engine does not say whether time or memory was the limit.
 * - `signal: Killed`: `qdel` ends a job so, and the system does for lack of memory.
 * - `exit status 1`: it says nothing about the cause.
 */
export const END_EVIDENCE: readonly EndEvidence[] = [
  { reason: /^signal: (?!Killed)/, class: 'signal' },
  { reason: /^[a-zA-Z]*E[a-zA-Z]*w?$/, class: 'notStarted' },
  { reason: /^(assumedly )?before |^in (prolog|pestart)$/, class: 'notStarted' },
  { reason: /^(opening input\/output file|searching requested shell)/, class: 'notStarted' },
  { reason: /^changing into working directory/, class: 'notStarted' },
];

/**
 * Returns the status of an ended job with the class of its failure.
 *
 * @example
 * ```ts
 * withFailure({ id: '7', state: 'failed', reason: 'Eqw' }).failure; // => 'notStarted'
 * withFailure({ id: '7', state: 'failed', reason: 'LIMIT' }).failure; // => 'unknown'
 * ```
 */
export function withFailure(status: JobStatus): JobStatus {
  const { state, reason = '' } = status;
  if (state !== 'failed') return status;
  const line = END_EVIDENCE.find((one) => one.reason.test(reason));
  return { ...status, failure: line?.class ?? 'unknown' };
}
