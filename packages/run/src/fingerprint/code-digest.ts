import { createHash } from 'node:crypto';
import type { Fingerprint } from './fingerprint.ts';

/**
 * Returns the SHA-256 digest of the code of a fingerprint, in hexadecimal: of the files that a result
 * depends on, `fileDep` included. The space and the settings do not count.
 *
 * @example
 * ```ts
 * const before = { files: { 'task_t.ts': 'abc' }, space: 'def', settings: {} };
 * const other = { ...before, space: 'other' };
 * codeDigest(before) === codeDigest(other); // => true
 * ```
 */
export function codeDigest({ files }: Pick<Fingerprint, 'files'>): string {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('hex');
}
