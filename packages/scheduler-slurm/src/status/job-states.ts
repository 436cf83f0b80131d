import type { JobState } from '@psyrun/core';
import { pendingReason } from './pending-reasons.ts';

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

/** Reasons that say more about an ended job than its state does. */
const TELLING = new Set(['DependencyNeverSatisfied', 'JobLaunchFailure', 'NonZeroExitCode']);

/** The state and reason of a job in psyrun's terms. */
export interface ReadState {
  readonly state: JobState;
  readonly reason: string;
  /** The job can never start, and only a person can remove it from the queue. */
  readonly stuck?: true;
  /** Slurm is ending the job. */
  readonly ending?: true;
  /** Advice about the reason, as a sentence. */
  readonly advice?: string;
}

/**
 * Translates Slurm's state and reason. A pending job that will never start has failed. A job in a state
 * that a newer Slurm has named may be active, so it counts as running: its work must not begin twice.
 *
 * @example
 * ```ts
 * readState('PENDING', 'Dependency').state; // => 'waiting'
 * readState('PENDING', 'BadConstraints').state; // => 'failed'
 * readState('CANCELLED by 1000', 'None'); // => { state: 'failed', reason: 'CANCELLED by 1000' }
 * ```
 */
export function readState(word: string, reason: string): ReadState {
  const name = nameOf(word);
  const state = STATES.get(name) ?? (name === '' ? 'unknown' : 'running');
  if (state === 'queued') return readPending(name, reason);
  if (HELD.has(name)) {
    const { advice } = pendingReason('launch failed requeued held');
    return { state, reason: name, stuck: true, ...(advice !== undefined && { advice }) };
  }
  if (name === 'COMPLETING') return { state, reason: name, ending: true };
  if (state === 'suspended') return { state, reason: name, advice: SUSPENDED };
  if (TELLING.has(reason)) return { state, reason };
  return { state, reason: state === 'failed' ? (CANCELLED.exec(word)?.[0] ?? name) : name };
}

/** True for the name of a state that this version knows. */
export function isKnownState(word: string): boolean {
  return STATES.has(nameOf(word));
}

/** `COMPLETED+` means more than one state. */
function nameOf(word: string): string {
  return /^\w+/.exec(word)?.[0] ?? '';
}

const SUSPENDED = 'It goes on when the administrators, or scontrol resume, let it.';
/** Who cancelled a job, in the words of `sacct`. */
const CANCELLED = /^CANCELLED by \d+/;

function readPending(name: string, reason: string): ReadState {
  const why = reason === 'None' || reason === '' ? name : reason;
  // Slurm ends a job whose dependency can never be satisfied.
  if (why === 'DependencyNeverSatisfied') return { state: 'failed', reason: why };
  const { isHopeless, advice } = pendingReason(why);
  const told = { reason: why, ...(advice !== undefined && { advice }) };
  if (isHopeless) return { state: 'failed', ...told, stuck: true };
  return { state: why === 'Dependency' ? 'waiting' : 'queued', ...told };
}
