import { isDeepStrictEqual } from 'node:util';
import { canonicalValue, isPsyrunError, type Row } from '@psyrun/core';
import { isDigestOf } from '@psyrun/journal';

/**
 * True if a recorded row has the parameters of a row of the space, or their digests. Keys that are excluded
 * from the result may be absent.
 *
 * @example
 * ```ts
 * hasParameters({ x: 1, y: 2 }, { x: 1n }, []); // => true
 * hasParameters({ y: 2 }, { x: 1 }, []); // => false
 * ```
 */
export function hasParameters(
  recorded: Row,
  parameters: Row,
  excluded: readonly string[],
): boolean {
  for (const key of Object.keys(parameters)) {
    const isThere = Object.hasOwn(recorded, key);
    if (isThere ? !isSameValue(recorded[key], parameters[key]) : !excluded.includes(key)) {
      return false;
    }
  }
  return true;
}

/** Returns the parameters of a recorded row; undefined if one was excluded from it. */
export function parametersIn(recorded: Row, keys: readonly string[]): Row | undefined {
  if (!keys.every((key) => Object.hasOwn(recorded, key))) return undefined;
  return Object.fromEntries(keys.map((key) => [key, recorded[key]]));
}

/** True for values of one identity. Canonical forms always decide, but they are slow for arrays. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b || isDigestOf(a, b) || isDeepStrictEqual(a, b)) return true;
  try {
    return canonicalValue(a) === canonicalValue(b);
  } catch (error) {
    // A record can hold a value that no parameter can have.
    if (isPsyrunError(error, 'PSYRUN_VALUE')) return false;
    throw error;
  }
}
