import type { JobState } from '@psyrun/core';

/**
 * The words in which `squeue` and `sacct` say the state of a job (section "JOB STATE CODES" of
 * their manuals), and those of newer versions.
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

/** States of jobs that are held, and nothing but a person lets them go. */
const HELD = new Set(['REQUEUE_HOLD', 'RESV_DEL_HOLD', 'SPECIAL_EXIT']);

/** Reasons why a pending job will never start by itself. */
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

/** State and reason in psyrun's words. */
export interface ReadState {
  readonly state: JobState;
  readonly reason: string;
  /** It can never start, and nothing but a person takes it out of the queue. */
  readonly stuck?: true;
}

/**
 * What Slurm's state and reason mean. A pending job that will never start has failed; a word that
 * is not known makes the state unknown.
 *
 * @example
 * ```ts
 * readState('PENDING', 'Dependency').state; // => 'waiting'
 * readState('PENDING', 'BadConstraints').state; // => 'failed'
 * readState('CANCELLED by 1000', 'None'); // => { state: 'failed', reason: 'CANCELLED' }
 * ```
 */
export function readState(word: string, reason: string): ReadState {
  // `CANCELLED by 1000` names the user, `COMPLETED+` more than one state.
  const name = /^\w+/.exec(word)?.[0] ?? '';
  const state = STATES.get(name) ?? 'unknown';
  if (state === 'queued') return readPending(name, reason);
  if (HELD.has(name)) return { state, reason: name, stuck: true };
  return { state, reason: TELLING.has(reason) ? reason : name };
}

function readPending(name: string, reason: string): ReadState {
  const why = reason === 'None' || reason === '' ? name : reason;
  // Slurm itself ends a job of psyrun whose dependency can never be satisfied.
  if (why === 'DependencyNeverSatisfied') return { state: 'failed', reason: why };
  if (NEVER.has(why)) return { state: 'failed', reason: why, stuck: true };
  return { state: why === 'Dependency' ? 'waiting' : 'queued', reason: why };
}
