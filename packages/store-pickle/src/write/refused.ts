import { PsyrunError } from '@psyrun/core';

/** Returns the error for a value that Python cannot represent. */
export function refused(what: string, key: string, row: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `Row ${row} of ${JSON.stringify(key)} holds ${what}, which cannot be saved in a pickle.`,
    {
      hint: 'A pickle holds numbers, bigints, strings, booleans, null, bytes, dates, arrays, plain objects, maps and sets.',
      fields: { key, row },
    },
  );
}
