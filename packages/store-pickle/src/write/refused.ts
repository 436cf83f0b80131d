import { PsyrunError } from '@psyrun/core';

/** The error for a value, at `place`, that no Python value stands for. */
export function refused(what: string, place: string): PsyrunError {
  return new PsyrunError('PSYRUN_STORE_VALUE', `A pickle cannot hold ${what}, in ${place}.`, {
    hint: 'It holds numbers, bigints, strings, booleans, null, bytes, dates, arrays, plain objects, maps and sets.',
    fields: { place },
  });
}
