import { is } from 'valibot';
import { hasEnded, isHere } from '@psyrun/files';
import { OWNER } from '@psyrun/files/documents';
import type { ProcessState } from './watch.ts';

/** Returns the state of a process as far as this machine can see it. */
export function processState(owner: object): ProcessState {
  if (!is(OWNER, owner) || !isHere(owner)) return 'unknown';
  return hasEnded(owner) ? 'ended' : 'runs';
}
