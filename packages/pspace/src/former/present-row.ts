import type { Row } from '@psyrun/core';
import { sameIdentity } from '../identity/identity-hash.ts';
import { converted } from './conversion.ts';
import type { FormerRows } from './former-rows.ts';

/** The unit of each parameter that has one, by its present key. */
export type Units = Readonly<Record<string, string>>;

/** Returns the units of the parameters of a space. */
export function unitsOf({ converted: conversions }: FormerRows): Units {
  return Object.fromEntries(Object.entries(conversions).map(([key, { to }]) => [key, to]));
}

/**
 * Returns the keys that former keys have now, without those that are left out. The keys that former rows
 * lack are not among them.
 */
export function presentKeys(keys: readonly string[], { renamed, dropped }: FormerRows): string[] {
  return keys
    .filter((key) => !Object.hasOwn(dropped, key))
    .map((key) => (Object.hasOwn(renamed, key) ? renamed[key]! : key));
}

/**
 * Returns a former row, or a part of one, with the present keys and units; undefined if it is none of the
 * rows that count. Keys that it lacks are not added. A parameter that `units` does not name is in the former
 * unit.
 */
export function presentRow(row: Row, former: FormerRows, units: Units): Row | undefined {
  const present: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(row)) {
    if (Object.hasOwn(former.dropped, key)) {
      if (!sameIdentity(value, former.dropped[key])) return undefined;
      continue;
    }
    const name = Object.hasOwn(former.renamed, key) ? former.renamed[key]! : key;
    const now = inPresentUnit(name, value, former, units);
    if (now === undefined) return undefined;
    present[name] = now;
  }
  return present;
}

function inPresentUnit(key: string, value: unknown, former: FormerRows, units: Units): unknown {
  const conversion = Object.hasOwn(former.converted, key) ? former.converted[key] : undefined;
  const unit = Object.hasOwn(units, key) ? units[key] : conversion?.from;
  if (unit === conversion?.to) return value;
  return conversion !== undefined && unit === conversion.from
    ? converted(conversion, value)
    : undefined;
}
