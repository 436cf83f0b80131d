import { canonicalRow, CANONICAL_VERSION } from './canonical.ts';
import { sha256, toHex } from './sha256.ts';
import type { Row } from '../contracts/values.ts';

const encoder = new TextEncoder();

/**
 * The identity of a row: 32 hexadecimal digits that depend on its keys and values alone.
 *
 * They are the first 128 bits of the SHA-256 digest of `psyrun-row-1`, a line feed, and the
 * canonical form of the row in UTF-8 (see `canonicalRow`). Key order does not matter; `1`,
 * `1.0` and `1n` are equal; `NaN` equals itself. The test vectors in this package's
 * `test/row-id.vectors.json` are frozen.
 *
 * @example
 * ```ts
 * rowId({ radius: 0.5, trial: 3 }) === rowId({ trial: 3n, radius: 0.5 }); // => true
 * rowId({ flag: true }) === rowId({ flag: 1 }); // => false
 * ```
 */
export function rowId(row: Row): string {
  const text = `psyrun-row-${CANONICAL_VERSION}\n${canonicalRow(row)}`;
  return toHex(sha256(encoder.encode(text)).subarray(0, 16));
}
