import type { JobStatus } from '@psyrun/core';
import { classOfReason, reasonInLog } from './end-evidence.ts';

/** Reasons that do not explain the end of a job. */
const VAGUE = new Set([undefined, 'FAILED', 'JobLaunchFailure', 'NonZeroExitCode']);

/**
 * Returns the status of an ended job with the class of its failure. If Slurm's own reason does not explain
 * the end, the reason is the one that Slurm wrote into the job's log.
 *
 * @example
 * ```ts
 * const log = 'slurmstepd-n1: error: *** JOB 7 ON n1 CANCELLED AT 2026-11-21T20:52:39 DUE TO TIME LIMIT ***';
 * explainEnd({ id: '7', state: 'unknown' }, log).reason; // => 'TIMEOUT'
 * explainEnd({ id: '7', state: 'failed', reason: 'NODE_FAIL' }, '').failure; // => 'nodeFailed'
 * ```
 */
export function explainEnd(status: JobStatus, log: string): JobStatus {
  const { state, stuck } = status;
  if (state !== 'unknown' && state !== 'failed') return status;
  const told = VAGUE.has(status.reason) ? reasonInLog(log) : undefined;
  const reason = told ?? status.reason;
  // A job that can never start has the reason of a pending job.
  const failure = stuck === true ? 'notStarted' : classOfReason(reason);
  if (told !== undefined) return { ...status, state: 'failed', reason: told, failure };
  return state === 'unknown' ? status : { ...status, failure };
}
