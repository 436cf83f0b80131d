import { PsyrunError } from '@psyrun/core';

const KINDS =
  'A pickle holds numbers, bigints, strings, booleans, null, bytes, dates, arrays, plain objects, maps and sets.';

/** Returns the error for a value that Python cannot represent. */
export function refused(what: string, key: string, row: number, hint = KINDS): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `Row ${row} of ${JSON.stringify(key)} holds ${what}, which cannot be saved in a pickle.`,
    { hint, fields: { key, row } },
  );
}
