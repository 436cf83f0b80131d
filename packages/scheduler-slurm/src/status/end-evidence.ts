import type { FailureClass } from '@psyrun/core';

/** A line of {@link END_EVIDENCE}. */
export interface EndEvidence {
  /** The reason of an ended job: a state of `squeue` and `sacct`, or a reason that says more. */
  readonly reason: RegExp;
  /** The words that Slurm's daemons write into the log of such a job. The reason is then `name`. */
  readonly log?: RegExp;
  /** The reason that the log tells. */
  readonly name?: string;
  readonly class: FailureClass;
  /**
   * True if a test ends a job so on a real Slurm and reads it. The others are from the manuals of `squeue`
   * and `sacct`.
   */
  readonly isProven: boolean;
}

/**
 * The evidence for the end of a job, the most specific line first. A job is of the class `unknown` if no line fits:
 * `FAILED` says only that its exit code was not 0.
 *
 * Exit codes are left out: a job that reaches its time limit has 0:0 in `sacct`, and one that loses a worker
 * for lack of memory may have 0:0, too.
 */
export const END_EVIDENCE: readonly EndEvidence[] = [
  {
    reason: /^TIMEOUT$/,
    log: /CANCELLED AT \S+ DUE TO TIME LIMIT/,
    name: 'TIMEOUT',
    class: 'jobTimeout',
    isProven: true,
  },
  { reason: /^DEADLINE$/, class: 'jobTimeout', isProven: false },
  {
    reason: /^PREEMPTED$/,
    log: /CANCELLED AT \S+ DUE TO PREEMPTION/,
    name: 'PREEMPTED',
    class: 'preempted',
    isProven: true,
  },
  {
    reason: /^NODE_FAIL$/,
    log: /CANCELLED AT \S+ DUE TO NODE FAILURE/,
    name: 'NODE_FAIL',
    class: 'nodeFailed',
    isProven: true,
  },
  { reason: /^BOOT_FAIL$/, class: 'nodeFailed', isProven: false },
  {
    // Sites with cgroups. It was seen on such a Slurm; that of the tests has none.
    reason: /^OUT_OF_MEMORY$/,
    log: /oom-kill event|oom_kill|out-of-memory handler/,
    name: 'OUT_OF_MEMORY',
    class: 'outOfMemory',
    isProven: false,
  },
  {
    // Sites without cgroups: such a job just fails.
    reason: /^OUT_OF_MEMORY$/,
    log: /exceeded memory limit .*being killed/,
    name: 'OUT_OF_MEMORY',
    class: 'outOfMemory',
    isProven: true,
  },
  {
    reason: /^CANCELLED( by \d+)?$/,
    log: /CANCELLED AT \S+ \*\*\*/,
    name: 'CANCELLED',
    class: 'cancelled',
    isProven: true,
  },
  { reason: /^REVOKED$/, class: 'cancelled', isProven: false },
  {
    reason: /^(JobLaunchFailure|LAUNCH_FAILED|RECONFIG_FAIL)$/,
    class: 'notStarted',
    isProven: false,
  },
  {
    reason: /^(REQUEUE_HOLD|RESV_DEL_HOLD|SPECIAL_EXIT|DependencyNeverSatisfied)$/,
    class: 'notStarted',
    isProven: false,
  },
];

/** Returns the class of the end of a job with this reason. */
export function classOfReason(reason: string | undefined): FailureClass {
  if (reason === undefined) return 'unknown';
  return END_EVIDENCE.find((line) => line.reason.test(reason))?.class ?? 'unknown';
}

/** Returns the reason that Slurm wrote into the log of a job; undefined if it wrote none. */
export function reasonInLog(text: string): string | undefined {
  return END_EVIDENCE.find(({ log }) => log?.test(text) === true)?.name;
}
