import { codeDigest } from '../fingerprint/code-digest.ts';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';
import { isSameCode } from '../fingerprint/same-code.ts';

/**
 * True if rows of a fingerprint may be taken by a run: they are of the same code, or of another one whose digest
 * begins with `code`.
 *
 * @example
 * ```ts
 * const rest = { space: 'abc', settings: {} };
 * const [now, of] = [{ files: { 'a.ts': '1' }, ...rest }, { files: { 'a.ts': '2' }, ...rest }];
 * [acceptsCode(now, now), acceptsCode(now, of), acceptsCode(now, of, codeDigest(of).slice(0, 12))]; // => [true, false, true]
 * ```
 */
export function acceptsCode(now: Fingerprint, of: Fingerprint, code?: string): boolean {
  return isSameCode(of, now) || (code !== undefined && codeDigest(of).startsWith(code));
}
