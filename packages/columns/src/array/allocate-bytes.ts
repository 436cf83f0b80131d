import { PsyrunError } from '@psyrun/core';

/**
 * Returns an array of `length` bytes for `what`. The bytes are not zero: they hold what was in the
 * memory before, and the caller has to write all of them. Zeroing would take longer than reading a
 * file.
 *
 * Throws `PSYRUN_NOT_SUPPORTED` if there is not enough memory, or if JavaScript has no arrays of
 * that length: Node.js before version 22 has none beyond 4 GiB.
 *
 * @example
 * ```ts
 * allocateBytes(2, 'a column').fill(7); // => Uint8Array.of(7, 7)
 * ```
 */
export function allocateBytes(length: number, what: string): Uint8Array {
  try {
    const { buffer } = Buffer.allocUnsafeSlow(length);
    return new Uint8Array(buffer);
  } catch (error) {
    throw new PsyrunError('PSYRUN_NOT_SUPPORTED', `There are no ${length} bytes for ${what}.`, {
      hint: 'Read the file in batches, with scan, or with Node.js 22 or newer.',
      fields: { bytes: length },
      cause: error,
    });
  }
}
