import { Checks, ValueReader } from '@psyrun/columns/internal';
import { PsyrunError } from '@psyrun/core';

/** Returns the error for a damaged frozen space. `place` is a path: `space.factors[1].axes`. */
export function refused(place: string, expected: string, cause?: unknown): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FROZEN_SPACE',
    `The frozen space is damaged at ${place}: expected ${expected}.`,
    { hint: 'Freeze the space again.', fields: { place }, cause },
  );
}

/** Checks of the parts of frozen data. All of them throw `PSYRUN_FROZEN_SPACE`. */
export const { members, anyObject, list, text, count, made } = new Checks(refused);

/** Readers of a value and of base64. Both throw `PSYRUN_FROZEN_SPACE`. */
export const { read: thawValue, bytes: thawBytes } = new ValueReader(refused);
