import type { JobStatus } from '@psyrun/core';

/** The state of a job in psyrun's terms. */
export type ReadState = Omit<JobStatus, 'id' | 'identity' | 'name'>;

/** The words for the negative exit statuses, which the daemon on a node sets. */
const FAILURES: Readonly<Record<string, string>> = {
  '-1': 'could not start, before files',
  '-2': 'could not start, after files',
  '-3': 'could not start, try again',
  '-4': 'aborted on initialization',
  '-5': 'aborted on initialization, checkpoint',
  '-6': 'aborted on initialization, migrated',
};

/** Above this number, an exit status is a signal: 271 is SIGTERM, which PBS sends at the time limit. */
const SIGNALS = 256;
const HELD = 'Release it with qrls, or ask the administrators.';

/**
 * Translates the attributes of a job in `qstat -f`. OpenPBS writes `Exit_status`, Torque `exit_status`.
 *
 * @example
 * ```ts
 * readState({ job_state: 'F', Exit_status: 271 }); // => { state: 'failed', reason: 'signal 15' }
 * readState({ job_state: 'H', Hold_Types: 's', depend: 'afterok:7.pbs' }).state; // => 'waiting'
 * ```
 */
export function readState(attributes: Readonly<Record<string, unknown>>): ReadState {
  const letter = textOf(attributes['job_state']);
  switch (letter) {
    case 'R':
    case 'B':
      return { state: 'running', reason: letter };
    case 'E':
      return { state: 'running', reason: letter, ending: true };
    case 'Q':
    case 'T':
    case 'W':
      return { state: 'queued', reason: letter };
    case 'S':
    case 'U':
      return { state: 'suspended', reason: letter };
    case 'H':
      if (textOf(attributes['depend']) !== '') return { state: 'waiting', reason: letter };
      return { state: 'queued', reason: letter, advice: HELD };
    case 'F':
    case 'C':
    case 'X':
      return endOf(textOf(attributes['Exit_status'] ?? attributes['exit_status']));
    default:
      // A newer version may have named a state in which the job goes on.
      return letter === '' ? { state: 'unknown' } : { state: 'running', reason: letter };
  }
}

function endOf(exitStatus: string): ReadState {
  if (exitStatus === '0') return { state: 'done' };
  // It was deleted before it started, by somebody or because of a dependency.
  if (exitStatus === '') return { state: 'failed', reason: 'DELETED' };
  const status = Number(exitStatus);
  if (status < 0) {
    return { state: 'failed', reason: FAILURES[exitStatus] ?? `exit status ${exitStatus}` };
  }
  if (status > SIGNALS) return { state: 'failed', reason: `signal ${status - SIGNALS}` };
  return { state: 'failed', reason: `exit status ${exitStatus}` };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
