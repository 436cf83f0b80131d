import type { JobStatus } from '@psyrun/core';
import type { LedgerEntry } from './ledger-entry.ts';

/**
 * Whose job a status is about. `own`: the job of the submission, or the system has no such job.
 * `other`: another job has the number, so that the job of the submission is gone. `elsewhere`:
 * another system has the job. `unproven`: nothing shows that it is the same job.
 */
export type Whose = 'own' | 'other' | 'elsewhere' | 'unproven';

/**
 * Returns whose job a status is about. A tag proves it, and so do the system, the time of submission
 * and the name together. A scheduler that reports no identities is trusted.
 *
 * @example
 * ```ts
 * const entry = { id: 'f00d', name: 't', scheduler: 's', by: { host: 'h', pid: 1, started: null }, time: '' };
 * const mine = { id: '7', state: 'running', identity: { system: 'a', tag: 'f00d' } } as const;
 * whoseJob(entry, mine); // => 'own'
 * whoseJob({ ...entry, system: 'a' }, { ...mine, identity: { system: 'a', tag: 'cafe' } }); // => 'other'
 * whoseJob({ ...entry, system: 'a' }, { ...mine, identity: { system: 'b' } }); // => 'elsewhere'
 * ```
 */
export function whoseJob(entry: LedgerEntry, { identity, name }: JobStatus): Whose {
  if (identity === undefined) return hasName(entry, name) ? 'own' : 'other';
  if (identity.tag === entry.id) return 'own';
  const system = entry.identity?.system ?? entry.system;
  const isKnown = identity.tag !== undefined || identity.submitted !== undefined;
  // Ledgers of earlier versions name no system.
  if (system === undefined) return isKnown ? 'unproven' : 'own';
  if (system !== identity.system) return 'elsewhere';
  if (!isKnown) return 'own';
  if (identity.tag !== undefined) return 'other';
  const submitted = entry.identity?.submitted;
  if (submitted === undefined) return 'unproven';
  return submitted === identity.submitted && hasName(entry, name) ? 'own' : 'other';
}

/** True unless the scheduler reports another name than that of the submission. */
function hasName(entry: LedgerEntry, name: string | undefined): boolean {
  return name === undefined || name === entry.name;
}
