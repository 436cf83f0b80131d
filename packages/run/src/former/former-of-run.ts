import { asSpace, type FormerRows } from '@psyrun/pspace';
import type { KnownRun } from '../directory/known-runs.ts';
import { checkedSpaceOf } from '../directory/run-file.ts';

/** Returns what the space of a run says about former rows; undefined if it says nothing. */
export function formerOfRun({ run, file }: KnownRun): FormerRows | undefined {
  if (run.space.frozen.version === 1) return undefined;
  return asSpace(checkedSpaceOf(run, file)).former;
}
