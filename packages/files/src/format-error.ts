import { PsyrunError } from '@psyrun/core';

/**
 * Returns the error for a file whose content does not match its format: `PSYRUN_FILE_FORMAT`.
 *
 * @param format The name of the format, for the message.
 * @param why The problem, with or without a full stop.
 *
 * @example
 * ```ts
 * const { message } = formatError('a.npz', 'npz', 'it ends too early');
 * message.startsWith('a.npz cannot be read as npz: it ends too early.'); // => true
 * ```
 */
export function formatError(
  file: string,
  format: string,
  why: string,
  cause?: unknown,
): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FILE_FORMAT',
    `${file} cannot be read as ${format}: ${why.replace(/\.$/, '')}.`,
    {
      hint: 'Restore it from a copy, or make it again from the journals.',
      fields: { file },
      cause,
    },
  );
}
