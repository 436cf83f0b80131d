import { hostname } from 'node:os';
import { hasEnded, type Owner } from '@psyrun/files';
import type { ProcessState } from './watch.ts';

/** Returns the state of a process as far as this machine can see it. */
export function processState(owner: unknown): ProcessState {
  const process = owner as Owner;
  if (process.host !== hostname()) return 'unknown';
  return hasEnded(process) ? 'ended' : 'runs';
}
