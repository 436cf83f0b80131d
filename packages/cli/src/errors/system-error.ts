import { isSystemError } from '@psyrun/core';

/** Advice against errors of the operating system, by their codes. */
const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'Check the permissions of the file and of its folder.',
  EDQUOT:
    'Your quota is used up. Make room; what was recorded is safe: the same command does the rest.',
  EIO: 'The disk or the file server failed. What was recorded is safe: the same command does the rest.',
  ELOOP: 'A symbolic link leads to itself: remove it.',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n), or run fewer jobs at a time.',
  ENOSPC: 'The disk is full. Make room; what was recorded is safe: the same command does the rest.',
  ENOTDIR: 'A file is where a folder should be: move the file away, and try again.',
  EPERM: 'Check the permissions of the file and of its folder.',
  EROFS: 'The file system is read-only.',
  ESTALE:
    'The file server lost the file. Try again; what was recorded is safe: the same command does the rest.',
};

/**
 * Returns the message of an error of the operating system, such as a full disk; undefined for any other
 * error.
 *
 * @example
 * ```ts
 * const full = { code: 'EROFS', errno: -30, message: "EROFS: read-only file system, open 'a'" };
 * systemErrorText(full);
 * // => "EROFS: read-only file system, open 'a'. The file system is read-only."
 * systemErrorText(new TypeError('x is undefined')); // => undefined
 * ```
 */
export function systemErrorText(error: unknown): string | undefined {
  if (!isSystemError(error)) return undefined;
  const { code, message } = error;
  const advice = ADVICE[code];
  return advice === undefined ? `${message}.` : `${message}. ${advice}`;
}
