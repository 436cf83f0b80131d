import type { CreateJobOptions } from '@psyrun/core';
import { changedPackages, type Fingerprint } from '../fingerprint/fingerprint.ts';
import type { RunDecision } from './decide-run.ts';

/** Reports which installed packages have changed since the rows that stay were evaluated. */
export function tellPackages(
  decision: RunDecision,
  fingerprint: Fingerprint,
  onNote: CreateJobOptions['onNote'] = () => undefined,
): void {
  if (!('former' in decision) || decision.action === 'replace') return;
  const changes = changedPackages(decision.former.fingerprint, fingerprint);
  for (const change of changes) onNote(change);
  if (changes.length === 0) return;
  onNote(
    'Rows that are done stay. To evaluate all again, set rerunForPackages to true in the task.',
  );
}
