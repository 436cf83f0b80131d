import { isSystemError, PsyrunError } from '@psyrun/core';
import { isNotFound } from './is-not-found.ts';

/**
 * Returns the error to throw when reading `file` failed with `error`.
 *
 * An error of the operating system becomes `PSYRUN_FILE_NOT_FOUND` if the file does not exist, and
 * `PSYRUN_FILE_READ` otherwise. The original error is the cause. Other errors are returned unchanged.
 *
 * @example
 * ```ts
 * const missing = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', errno: -2 });
 * readError(missing, 'result.pkl').code; // => 'PSYRUN_FILE_NOT_FOUND'
 * ```
 */
export function readError<E>(error: E, file: string): E | PsyrunError {
  if (!isSystemError(error)) return error;
  if (isNotFound(error)) {
    return new PsyrunError('PSYRUN_FILE_NOT_FOUND', `There is no file ${file}.`, {
      hint: 'Check the path, and whether the task has been run.',
      fields: { file },
      cause: error,
    });
  }
  return new PsyrunError('PSYRUN_FILE_READ', `${file} could not be read: ${error.message}.`, {
    hint: 'Check that it is a file, and its permissions.',
    fields: { file },
    cause: error,
  });
}
