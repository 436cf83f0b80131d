import type { ParameterSpace } from '@psyrun/core';
import { asSpace, type FormerRows } from '@psyrun/pspace';
import { sameIdentity } from '@psyrun/pspace/internal';
import type { KnownRun } from '../directory/known-runs.ts';
import { formerOfRun } from './former-of-run.ts';

/**
 * True if the keys that the present space has dropped, and a known run lacks, have the dropped values in the
 * rows of that run. The first later run with such a key says with `was` which value it had before. If it says
 * nothing, the value is unknown, and no row counts. A run after the last one with the key has the dropped value.
 */
export function lacksOnlyDroppedValues(
  runs: readonly KnownRun[],
  origin: number,
  present: ParameterSpace,
): boolean {
  const { keys } = runs[origin]!.run.space;
  return Object.entries(asSpace(present).former.dropped).every(([key, value]) => {
    const first = runs.slice(origin).find(({ run }) => run.space.keys.includes(key));
    if (first === undefined || first === runs[origin]) return true;
    const said = formerOfRun(first);
    return said !== undefined && (isRenamed(key, keys, said) || isWas(key, value, said));
  });
}

/** True if the rows have the key under a former name. Its value is then in the rows. */
function isRenamed(key: string, keys: readonly string[], { renamed }: FormerRows): boolean {
  return keys.some((former) => Object.hasOwn(renamed, former) && renamed[former] === key);
}

function isWas(key: string, value: unknown, { was }: FormerRows): boolean {
  return Object.hasOwn(was, key) && sameIdentity(was[key], value);
}
