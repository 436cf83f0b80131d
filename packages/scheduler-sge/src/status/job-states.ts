import type { JobStatus } from '@psyrun/core';

/** The state of a job in psyrun's terms. */
export type ReadState = Omit<JobStatus, 'id' | 'identity' | 'name'>;

const STUCK = 'qstat -j says why. Clear the state with qmod -cj, or end the job with psy kill.';
const SUSPENDED = 'It goes on when the administrators, the owner or the queue let it.';
const HELD = 'Release it with qrls, or ask the administrators.';

/**
 * Translates the letters of a state in `qstat`, as its manual lists them: `qw`, `hqw`, `r`, `Rr`, `t`,
 * `s`, `S`, `T`, `dr`, `Eqw`.
 *
 * @param waitsForJobs True if the job waits for others: `h` alone does not say who holds it.
 *
 * @example
 * ```ts
 * readState('hqw', true); // => { state: 'waiting', reason: 'hqw' }
 * readState('Eqw', false).stuck; // => true
 * ```
 */
export function readState(letters: string, waitsForJobs: boolean): ReadState {
  if (letters.includes('E')) {
    return { state: 'failed', reason: letters, stuck: true, advice: STUCK };
  }
  if (letters.includes('d')) return { state: 'running', reason: letters, ending: true };
  if (/[sST]/.test(letters)) return { state: 'suspended', reason: letters, advice: SUSPENDED };
  if (/[rt]/.test(letters)) return { state: 'running', reason: letters };
  if (!letters.includes('h')) return { state: 'queued', reason: letters };
  if (waitsForJobs) return { state: 'waiting', reason: letters };
  return { state: 'queued', reason: letters, advice: HELD };
}
