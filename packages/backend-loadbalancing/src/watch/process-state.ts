import { is } from 'valibot';
import { hasEnded, isHere, OWNER } from '@psyrun/files';
import type { ProcessState } from './watch.ts';

/** What is known of a process from where this one runs. */
export function processState(owner: object): ProcessState {
  if (!is(OWNER, owner) || !isHere(owner)) return 'unknown';
  return hasEnded(owner) ? 'ended' : 'runs';
}
