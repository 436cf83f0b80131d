import { existsSync } from 'node:fs';
import { isSystemError, PsyrunError } from '@psyrun/core';
import { isNotFound } from './is-not-found.ts';

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space and try again.',
  EDQUOT: 'Your quota is used up: free some space and try again.',
  EACCES: 'Check the permissions of the file and of its folder.',
  EROFS: 'The file system is read-only.',
};

/**
 * Returns the error to throw when writing `file` failed with `error`.
 *
 * An error of the operating system becomes `PSYRUN_FILE_NOT_FOUND` if the folder does not exist, and
 * `PSYRUN_STORE_WRITE` otherwise. The original error is the cause. Other errors are returned
 * unchanged.
 *
 * @example
 * ```ts
 * const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', errno: -28 });
 * writeError(full, 'result.pkl').code; // => 'PSYRUN_STORE_WRITE'
 * ```
 */
export function writeError<E>(error: E, file: string): E | PsyrunError {
  if (!isSystemError(error)) return error;
  if (isNotFound(error)) {
    return new PsyrunError('PSYRUN_FILE_NOT_FOUND', `The folder of ${file} is not there.`, {
      hint: 'Make the folder first.',
      fields: { file },
      cause: error,
    });
  }
  const hint = hintFor(error.code, file);
  return new PsyrunError('PSYRUN_STORE_WRITE', `${file} could not be written: ${error.message}.`, {
    ...(hint === undefined ? {} : { hint }),
    fields: { file },
    cause: error,
  });
}

/** Files are replaced as a whole, so a full disk leaves the file that was there. */
function hintFor(code: string, file: string): string | undefined {
  const hint = HINTS[code];
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return isFull && existsSync(file) ? `${hint} The file still has its earlier content.` : hint;
}
