import { canonicalRow, sha256, type Row } from '@psyrun/core';
import { unusable } from '../axes/arguments.ts';
import type { Seed } from '../random/random-stream.ts';

const encoder = new TextEncoder();

/**
 * Returns a seed for the random numbers of one row: an integer from 0 to 2^53 - 1.
 *
 * The seed depends only on the root seed, the values of the row (see `canonicalRow` of
 * `@psyrun/core`) and the number of the replicate. It does not depend on the order of the rows, on
 * the process that evaluates them, or on rows that are added to the space later. It is the first 53
 * bits of the SHA-256 digest of `psyrun-seed-1`, the root as JSON, the replicate and the canonical
 * form of the row, each on a line. `test/row-seed.vectors.json` has frozen examples.
 *
 * For a generator with a 32-bit seed, use `rowSeed(…) >>> 0`. Throws `PSYRUN_ARGUMENT` for a root
 * that is neither a finite number nor a string and for a replicate that is not an integer; throws
 * `PSYRUN_VALUE` for a row without a canonical form.
 *
 * @example
 * ```ts
 * rowSeed('study 7', { radius: 0.5, trial: 3 }) === rowSeed('study 7', { trial: 3n, radius: 0.5 }); // => true
 * rowSeed('study 7', { radius: 0.5 }, 0) === rowSeed('study 7', { radius: 0.5 }, 1); // => false
 * ```
 */
export function rowSeed(root: Seed, row: Row, replicate = 0): number {
  if (typeof root !== 'string' && !Number.isFinite(root)) {
    throw unusable('rowSeed', 'root', root, 'a finite number or a string');
  }
  if (!Number.isSafeInteger(replicate)) {
    throw unusable('rowSeed', 'replicate', replicate, 'an integer');
  }
  const text = `psyrun-seed-1\n${JSON.stringify(root)}\n${replicate}\n${canonicalRow(row)}`;
  const digest = sha256(encoder.encode(text));
  const view = new DataView(digest.buffer, digest.byteOffset);
  return view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11);
}
