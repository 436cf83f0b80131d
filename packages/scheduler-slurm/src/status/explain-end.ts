import type { JobStatus } from '@psyrun/core';

/**
 * The messages that Slurm's daemons write into the log of a job that they end, the most specific
 * ones first. "exceeded memory limit" comes from sites without cgroups, where such a job just
 * fails.
 */
const WORDS: readonly (readonly [words: RegExp, reason: string])[] = [
  [/CANCELLED AT \S+ DUE TO TIME LIMIT/, 'TIMEOUT'],
  [/CANCELLED AT \S+ DUE TO PREEMPTION/, 'PREEMPTED'],
  [/CANCELLED AT \S+ DUE TO NODE FAILURE/, 'NODE_FAIL'],
  [/oom-kill event|oom_kill|out-of-memory handler/, 'OUT_OF_MEMORY'],
  [/exceeded memory limit .*being killed/, 'OUT_OF_MEMORY'],
  [/CANCELLED AT \S+ \*\*\*/, 'CANCELLED'],
];

/** Reasons that do not explain the end of a job. */
const VAGUE = new Set([undefined, 'FAILED', 'JobLaunchFailure', 'NonZeroExitCode']);

/**
 * Returns the status of a job with the reason that Slurm wrote into the job's log, if Slurm's own
 * reason does not explain the end.
 *
 * @example
 * ```ts
 * const log = 'slurmstepd-n1: error: *** JOB 7 ON n1 CANCELLED AT 2026-11-21T20:52:39 DUE TO TIME LIMIT ***';
 * explainEnd({ id: '7', state: 'unknown' }, log).reason; // => 'TIMEOUT'
 * ```
 */
export function explainEnd(status: JobStatus, log: string): JobStatus {
  const hasEnded = status.state === 'unknown' || status.state === 'failed';
  if (!hasEnded || !VAGUE.has(status.reason)) return status;
  const reason = WORDS.find(([words]) => words.test(log))?.[1];
  return reason === undefined ? status : { ...status, state: 'failed', reason };
}
