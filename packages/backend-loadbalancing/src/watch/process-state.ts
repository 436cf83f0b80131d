import { hostname } from 'node:os';
import { hasEnded, type Owner } from '@psyrun/files';
import type { ProcessState } from './watch.ts';

/** What is known of a process from where this one runs. */
export function processState(owner: unknown): ProcessState {
  const process = owner as Owner;
  if (process.host !== hostname()) return 'unknown';
  return hasEnded(process) ? 'ended' : 'runs';
}
