import { createHash } from 'node:crypto';
import { readPlainFile } from '@psyrun/files';

/**
 * True if the file of the rows of a program is there and undamaged: its first line is the SHA-256 of the
 * rest. Throws `PSYRUN_FILE_READ` if something else is in its place.
 *
 * @example
 * ```ts
 * await isSoundRowsFile('/tmp/nothing-is-here'); // => false
 * ```
 */
export async function isSoundRowsFile(path: string): Promise<boolean> {
  const bytes = await readPlainFile(path);
  const end = bytes?.indexOf(10) ?? -1;
  if (bytes === undefined || end === -1) return false;
  const digest = createHash('sha256')
    .update(bytes.subarray(end + 1))
    .digest('hex');
  return Buffer.from(bytes.subarray(0, end)).toString('latin1') === digest;
}
