import { PsyrunError, type Row } from '@psyrun/core';
import { sameIdentity } from '../identity/identity-hash.ts';
import type { Conversion } from './conversion.ts';

/**
 * The relation of rows that were recorded before a space changed to the rows of the space. Every member
 * speaks of the present keys, so the order of the changes does not matter.
 */
export interface FormerRows {
  /** The values of present keys that former rows lack. */
  readonly was: Row;
  /** The present key by the former one. */
  readonly renamed: Readonly<Record<string, string>>;
  /** The former keys that are left out, with the only value whose rows count. */
  readonly dropped: Row;
  /** The present keys whose numbers had another unit. */
  readonly converted: Readonly<Record<string, Conversion>>;
}

/** The relation of rows to a space that has not changed. */
export const UNCHANGED: FormerRows = { was: {}, renamed: {}, dropped: {}, converted: {} };

const MEMBERS = ['was', 'renamed', 'dropped', 'converted'] as const;

/** True if a space says nothing about former rows. */
export function isUnchanged(former: FormerRows): boolean {
  return MEMBERS.every((member) => Object.keys(former[member]).length === 0);
}

/**
 * Returns both relations as one, for a space with these keys. Throws `PSYRUN_AMBIGUOUS_OPERATION` if they
 * contradict each other or the keys.
 */
export function joinedFormer(
  a: FormerRows,
  b: Partial<FormerRows> | undefined,
  keys: () => readonly string[],
): FormerRows {
  // A loop may apply 100,000 operators: their keys are not listed each time.
  if (b === undefined || (a === UNCHANGED && b === UNCHANGED)) return a;
  const joined = {
    was: both('was', a.was, b.was, sameIdentity),
    renamed: both('renamed', a.renamed, b.renamed, (x, y) => x === y),
    dropped: both('dropped', a.dropped, b.dropped, sameIdentity),
    converted: both('converted', a.converted, b.converted, (x, y) => x === y),
  };
  requireKeysOf(joined, new Set(keys()));
  return joined;
}

function both<T>(
  name: string,
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>> | undefined,
  isSame: (a: T, b: T) => boolean,
): Readonly<Record<string, T>> {
  if (b === undefined) return a;
  const twice = Object.keys(b).find((key) => Object.hasOwn(a, key) && !isSame(a[key]!, b[key]!));
  if (twice !== undefined) throw contradiction(twice, `${name} says two things about it`);
  return { ...a, ...b };
}

function requireKeysOf({ was, renamed, dropped, converted }: FormerRows, keys: Set<string>): void {
  const present = [...Object.keys(was), ...Object.values(renamed), ...Object.keys(converted)];
  const unknown = present.find((key) => !keys.has(key));
  if (unknown !== undefined) throw contradiction(unknown, 'the space has no such key');
  const gone = [...Object.keys(renamed), ...Object.keys(dropped)];
  const still = gone.find((key) => keys.has(key));
  if (still !== undefined) throw contradiction(still, 'the space still has the key');
  const twice = Object.keys(renamed).find((key) => Object.hasOwn(dropped, key));
  if (twice !== undefined) throw contradiction(twice, 'it is renamed and dropped');
}

function contradiction(key: string, why: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_AMBIGUOUS_OPERATION',
    `What is said about former rows does not fit the key ${JSON.stringify(key)}: ${why}.`,
    {
      hint: 'was and converted name keys of the space, renamed leads from a former key to one of the space, and dropped names former keys.',
      fields: { keys: [key] },
    },
  );
}
