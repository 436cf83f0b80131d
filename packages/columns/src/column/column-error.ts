import { isPsyrunError, PsyrunError, withoutHint } from '@psyrun/core';

/**
 * Returns an error of the same code that names the column and the file. Errors without a code, and
 * errors that name a file already, are returned unchanged.
 *
 * @example
 * ```ts
 * import { PsyrunError } from '@psyrun/core';
 * const error = new PsyrunError('PSYRUN_FILE_FORMAT', 'It is too short.');
 * (columnError('a.npz', 'x', error) as Error).message; // => 'Column "x" of a.npz cannot be read. It is too short.'
 * ```
 */
export function columnError(file: string, key: string, error: unknown): unknown {
  if (!isPsyrunError(error) || 'file' in error.fields) return error;
  const where = `Column ${JSON.stringify(key)} of ${file} cannot be read.`;
  const { hint } = error;
  return new PsyrunError(error.code, `${where} ${withoutHint(error)}`, {
    ...(hint !== undefined && { hint }),
    fields: { ...error.fields, file, key },
    cause: error,
  });
}
