import { canonicalRow, type ParameterSpace } from '@psyrun/core';

/** Most rows of a page. Above, rows are drawn. A page of so many takes about 25 MB. */
export const MOST_SHOWN = 4_000_000;

/**
 * Returns the indices of the rows that a page of at most about `most` rows shows; undefined for all of
 * them. A row is drawn by its identity, so it is drawn again whatever the space becomes around it.
 */
export function shownRows(space: ParameterSpace, most: number = MOST_SHOWN): number[] | undefined {
  if (space.length <= most) return undefined;
  const limit = (most / space.length) * 2 ** 32;
  const shown: number[] = [];
  for (let i = 0; i < space.length; i++)
    if (hashOf(canonicalRow(space.at(i))) < limit) shown.push(i);
  return shown;
}

/** Returns a 32-bit hash of a string: FNV-1a, and the last mixing of MurmurHash3. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
