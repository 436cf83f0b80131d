import { PsyrunError, withoutHint } from '@psyrun/core';

/** Matches the number of a row in a message, and quoted text, which is left as it is. */
const ROWS = /"(?:[^"\\]|\\.)*"|\b(row )(\d+)\b/gi;

/**
 * Returns the error of a table whose rows have other numbers elsewhere: the rows in its message and in
 * `fields.row` are renamed. A store counts the rows of a table; the rows of a space have indices.
 *
 * @example
 * ```ts
 * import { PsyrunError } from '@psyrun/core';
 * const error = new PsyrunError('PSYRUN_STORE_VALUE', 'Row 1 has no value, as row 0.', { fields: { row: 1 } });
 * const indices = [5, 20];
 * const renamed = withRowIndices(error, (row) => indices[row]!);
 * renamed.message; // => 'Row 20 has no value, as row 5.'
 * renamed.fields; // => { row: 20 }
 * ```
 */
export function withRowIndices(error: PsyrunError, indexOf: (row: number) => number): PsyrunError {
  const { code, fields, hint, cause } = error;
  const message = withoutHint(error).replace(ROWS, (all: string, word?: string, row?: string) =>
    word === undefined ? all : `${word}${indexOf(Number(row))}`,
  );
  return new PsyrunError(code, message, {
    fields: {
      ...fields,
      ...(typeof fields['row'] === 'number' && { row: indexOf(fields['row']) }),
    },
    ...(hint !== undefined && { hint }),
    cause,
  });
}
