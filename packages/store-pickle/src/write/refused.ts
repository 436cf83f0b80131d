import { PsyrunError } from '@psyrun/core';

/** The error for a value that no Python value stands for. */
export function refused(what: string, key: string, row: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `Row ${row} of ${JSON.stringify(key)} holds ${what}, which a pickle cannot.`,
    {
      hint: 'It holds numbers, bigints, strings, booleans, null, bytes, dates, arrays, plain objects, maps and sets.',
      fields: { key, row },
    },
  );
}
