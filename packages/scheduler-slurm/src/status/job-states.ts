import type { JobState } from '@psyrun/core';

/**
 * The names of job states in `squeue` and `sacct` (section "JOB STATE CODES" of their manuals), and
 * those of newer versions.
 */
const STATES: ReadonlyMap<string, JobState> = new Map(
  Object.entries({
    PENDING: 'queued',
    CONFIGURING: 'queued',
    REQUEUED: 'queued',
    REQUEUE_FED: 'queued',
    POWER_UP_NODE: 'queued',
    RUNNING: 'running',
    COMPLETING: 'running',
    RESIZING: 'running',
    SIGNALING: 'running',
    STAGE_OUT: 'running',
    EXPEDITING: 'running',
    SUSPENDED: 'suspended',
    STOPPED: 'suspended',
    COMPLETED: 'done',
    BOOT_FAIL: 'failed',
    CANCELLED: 'failed',
    DEADLINE: 'failed',
    FAILED: 'failed',
    LAUNCH_FAILED: 'failed',
    NODE_FAIL: 'failed',
    OUT_OF_MEMORY: 'failed',
    PREEMPTED: 'failed',
    RECONFIG_FAIL: 'failed',
    REVOKED: 'failed',
    TIMEOUT: 'failed',
    REQUEUE_HOLD: 'failed',
    RESV_DEL_HOLD: 'failed',
    SPECIAL_EXIT: 'failed',
  } as const),
);

/** States of held jobs that only a person can release. */
const HELD = new Set(['REQUEUE_HOLD', 'RESV_DEL_HOLD', 'SPECIAL_EXIT']);

/** Reasons for which a pending job never starts by itself. */
const NEVER = new Set([
  'AccountNotAllowed',
  'BadConstraints',
  'InvalidAccount',
  'InvalidQOS',
  'JobHoldMaxRequeue',
  'PartitionConfig',
  'PartitionNodeLimit',
  'PartitionTimeLimit',
  'QOSNotAllowed',
  'ReservationDeleted',
  'launch failed requeued held',
]);

/** Reasons that say more about an ended job than its state does. */
const TELLING = new Set(['DependencyNeverSatisfied', 'JobLaunchFailure', 'NonZeroExitCode']);

/** The state and reason of a job in psyrun's terms. */
export interface ReadState {
  readonly state: JobState;
  readonly reason: string;
  /** The job can never start, and only a person can remove it from the queue. */
  readonly stuck?: true;
}

/**
 * Translates Slurm's state and reason. A pending job that will never start has failed. An unknown
 * name gives the state `unknown`.
 *
 * @example
 * ```ts
 * readState('PENDING', 'Dependency').state; // => 'waiting'
 * readState('PENDING', 'BadConstraints').state; // => 'failed'
 * readState('CANCELLED by 1000', 'None'); // => { state: 'failed', reason: 'CANCELLED' }
 * ```
 */
export function readState(word: string, reason: string): ReadState {
  // In `CANCELLED by 1000` the user follows; `COMPLETED+` means more than one state.
  const name = /^\w+/.exec(word)?.[0] ?? '';
  const state = STATES.get(name) ?? 'unknown';
  if (state === 'queued') return readPending(name, reason);
  if (HELD.has(name)) return { state, reason: name, stuck: true };
  return { state, reason: TELLING.has(reason) ? reason : name };
}

function readPending(name: string, reason: string): ReadState {
  const why = reason === 'None' || reason === '' ? name : reason;
  // Slurm ends a job whose dependency can never be satisfied.
  if (why === 'DependencyNeverSatisfied') return { state: 'failed', reason: why };
  if (NEVER.has(why)) return { state: 'failed', reason: why, stuck: true };
  return { state: why === 'Dependency' ? 'waiting' : 'queued', reason: why };
}
