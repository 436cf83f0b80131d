import { PsyrunError } from '@psyrun/core';

/**
 * An array of `length` zero bytes for `what`.
 *
 * Throws `PSYRUN_NOT_SUPPORTED` if there is not as much memory, or if JavaScript has no arrays of
 * that length: Node.js before version 22 has none beyond 4 GiB.
 *
 * @example
 * ```ts
 * allocateBytes(2, 'a column'); // => Uint8Array.of(0, 0)
 * ```
 */
export function allocateBytes(length: number, what: string): Uint8Array {
  try {
    return new Uint8Array(length);
  } catch (error) {
    throw new PsyrunError('PSYRUN_NOT_SUPPORTED', `There are no ${length} bytes for ${what}.`, {
      hint: 'Read the file in batches, with scan, or with Node.js 22 or newer.',
      fields: { bytes: length },
      cause: error,
    });
  }
}
