import { isDeepStrictEqual } from 'node:util';
import type { Row } from '@psyrun/core';
import { digestOf } from './digest-of.ts';
import { isLarge } from './is-large.ts';
import { ValueDigest } from './value-digest.ts';

/**
 * Returns a row to be recorded: its large values that are those of its parameters become digests. Others
 * stay as they are, because the parameters do not tell them.
 *
 * @example
 * ```ts
 * const image = new Float64Array(1000);
 * const row = rowWithDigests({ image, x: 1, y: 2 }, ['image', 'x'], () => ({ image, x: 1 }));
 * row['image'] instanceof ValueDigest; // => true
 * rowWithValues(row, () => ({ image, x: 1 }))['image'] === image; // => true
 * ```
 *
 * @param keys the keys of the parameters
 * @param parameters returns the parameters; called only if the row has a large value under one of their keys
 */
export function rowWithDigests(row: Row, keys: readonly string[], parameters: () => Row): Row {
  let small: Record<string, unknown> | undefined;
  for (const key of keys) {
    if (!Object.hasOwn(row, key) || !isLarge(row[key])) continue;
    const value = parameters()[key];
    if (isSame(row[key], value)) (small ??= { ...row })[key] = digestOf(value);
  }
  return small ?? row;
}

/**
 * Returns a recorded row with the values of `parameters` in the place of their digests. It does not compare
 * digests: see {@link isDigestOf}.
 */
export function rowWithValues(row: Row, parameters: () => Row): Row {
  let whole: Record<string, unknown> | undefined;
  for (const key of Object.keys(row)) {
    if (row[key] instanceof ValueDigest) (whole ??= { ...row })[key] = parameters()[key];
  }
  return whole ?? row;
}

/** Returns the number of bytes of the values whose digests are in a recorded row. */
export function bytesOfDigests(row: Row): number {
  let bytes = 0;
  for (const key of Object.keys(row)) {
    const value = row[key];
    if (value instanceof ValueDigest) bytes += value.bytes;
  }
  return bytes;
}

/** True if a recorded value is the digest of `value`. */
export function isDigestOf(recorded: unknown, value: unknown): boolean {
  return (
    recorded instanceof ValueDigest && isLarge(value) && recorded.digest === digestOf(value).digest
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || isDeepStrictEqual(a, b);
}
