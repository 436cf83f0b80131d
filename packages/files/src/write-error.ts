import { PsyrunError } from '@psyrun/core';
import { isNotFound } from './is-not-found.ts';

const HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: make room and try again. What the file held before is unchanged.',
  EDQUOT: 'Your quota is used up: make room and try again. What the file held before is unchanged.',
  EACCES: 'Check the permissions of the file and of its folder.',
  EROFS: 'The file system can only be read.',
};

/**
 * The error to throw when writing `file` failed with `error`.
 *
 * Errors of the operating system become `PSYRUN_STORE_WRITE`, or `PSYRUN_FILE_NOT_FOUND` if the
 * folder is not there, with the original as cause; all others are returned as they are.
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
  const hint = HINTS[error.code];
  return new PsyrunError('PSYRUN_STORE_WRITE', `${file} could not be written: ${error.message}.`, {
    ...(hint === undefined ? {} : { hint }),
    fields: { file },
    cause: error,
  });
}

/** Whether the error comes from the operating system. */
export function isSystemError(error: unknown): error is Error & { code: string } {
  return typeof error === 'object' && error !== null && 'errno' in error && 'code' in error;
}
