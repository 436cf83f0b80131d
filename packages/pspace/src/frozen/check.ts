import { isPsyrunError, PsyrunError } from '@psyrun/core';

/** Returns the error for a damaged frozen space. `place` is a path: `space.factors[1].axes`. */
export function refused(place: string, expected: string, cause?: unknown): PsyrunError {
  return new PsyrunError(
    'PSYRUN_FROZEN_SPACE',
    `The frozen space is damaged at ${place}: expected ${expected}.`,
    { hint: 'Freeze the space again.', fields: { place }, cause },
  );
}

/** Returns the value as an object with exactly these members; throws `PSYRUN_FROZEN_SPACE`. */
export function members(
  value: unknown,
  place: string,
  ...names: readonly string[]
): Record<string, unknown> {
  const object = anyObject(value, place);
  const same =
    Object.keys(object).length === names.length &&
    names.every((name) => Object.hasOwn(object, name));
  if (!same) throw refused(place, `the members ${names.join(', ')} and no others`);
  return object;
}

/** Returns the value as an object; throws `PSYRUN_FROZEN_SPACE`. */
export function anyObject(value: unknown, place: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw refused(place, 'an object');
}

/** Returns the value as a list whose items `read` has read; throws `PSYRUN_FROZEN_SPACE`. */
export function list<T>(
  value: unknown,
  place: string,
  read: (item: unknown, place: string) => T,
): T[] {
  if (!Array.isArray(value)) throw refused(place, 'a list');
  return Array.from(value, (item, i) => read(item, `${place}[${i}]`));
}

/** Returns the value as a string; throws `PSYRUN_FROZEN_SPACE`. */
export function text(value: unknown, place: string): string {
  if (typeof value === 'string') return value;
  throw refused(place, 'a string');
}

/** Returns the value as a number of rows or an index; throws `PSYRUN_FROZEN_SPACE`. */
export function count(value: unknown, place: string): number {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2 ** 53) {
    return value as number;
  }
  throw refused(place, 'an integer from 0 to 2^53');
}

/** Returns the result of `make`. If `make` refuses its arguments, this place is damaged. */
export function made<T>(place: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!isPsyrunError(error)) throw error;
    throw refused(place, `valid arguments, but ${error.message.replace(/\.$/, '')}`, error);
  }
}
