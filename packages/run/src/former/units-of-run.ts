import type { ParameterSpace } from '@psyrun/core';
import { asSpace } from '@psyrun/pspace';
import type { Units } from '@psyrun/pspace/internal';
import type { KnownRun } from '../directory/known-runs.ts';
import { formerOfRun } from './former-of-run.ts';

/**
 * Returns the units of the rows of a known run, by the keys of the present space. A run that names none for
 * a key has the one from which the next later run, or the present space, converts it.
 */
export function unitsOfRun(
  runs: readonly KnownRun[],
  origin: number,
  present: ParameterSpace,
): Units {
  const units: Record<string, string> = {};
  const { former } = asSpace(present);
  const later = [...runs.slice(origin).map(formerOfRun), former];
  for (const [i, said] of later.entries()) {
    for (const [key, { from, to }] of Object.entries(said?.converted ?? {})) {
      const name = Object.hasOwn(former.renamed, key) ? former.renamed[key]! : key;
      units[name] ??= i === 0 ? to : from;
    }
  }
  return units;
}
