import { isPsyrunError, PsyrunError, withoutHint } from '@psyrun/core';
import { commonRowCount } from './rows.ts';

/**
 * Returns the number of rows of a file, given that of each column. Other programs may write columns of
 * unequal length; it is then unknown which values form a row.
 *
 * Throws `PSYRUN_FILE_FORMAT`, naming the file and two columns, if the numbers differ.
 *
 * @example
 * ```ts
 * rowsInFile('a.npz', new Map([['x', 3], ['y', 3]])); // => 3
 * ```
 */
export function rowsInFile(file: string, counts: ReadonlyMap<string, number>): number {
  try {
    return commonRowCount(counts);
  } catch (error) {
    if (!isPsyrunError(error, 'PSYRUN_ARGUMENT')) throw error;
    throw new PsyrunError(
      'PSYRUN_FILE_FORMAT',
      `${file} has columns of several lengths, so that it has no rows. ${withoutHint(error)}`,
      {
        hint: 'Choose columns of one length, write all with one length in Python, or leave the file out.',
        fields: { ...error.fields, file },
      },
    );
  }
}
