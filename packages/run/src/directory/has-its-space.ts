import { createHash } from 'node:crypto';
import { isPsyrunError } from '@psyrun/core';
import { hashSpace, thaw } from '@psyrun/pspace';
import type { SpaceDescription } from './run-description.ts';

/** Digests of valid descriptions. This is a cache: hashing a space of a million rows takes seconds. */
const right = new Set<string>();

/**
 * True if a frozen space matches the hash, the length and the keys in its description. Otherwise, the
 * description was changed.
 */
export function hasItsSpace(description: SpaceDescription): boolean {
  const digest = createHash('sha256').update(JSON.stringify(description)).digest('hex');
  if (!right.has(digest) && isRight(description)) right.add(digest);
  return right.has(digest);
}

function isRight({ frozen, hash, keys, length }: SpaceDescription): boolean {
  try {
    const space = thaw(frozen);
    const sameKeys = JSON.stringify(space.keys) === JSON.stringify(keys);
    return sameKeys && space.length === length && hashSpace(space) === hash;
  } catch (error) {
    if (isPsyrunError(error)) return false;
    throw error;
  }
}
