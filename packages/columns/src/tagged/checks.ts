import { isPsyrunError } from '@psyrun/core';

/**
 * Returns the error for damaged data. `place` is a path, such as `space.factors[1].axes`, and
 * `expected` completes the sentence "expected …".
 */
export type Refused = (place: string, expected: string, cause?: unknown) => Error;

/** Checks the parts of data from JSON. Every check throws the error of `refused`. */
export class Checks {
  readonly refused: Refused;

  constructor(refused: Refused) {
    this.refused = refused;
  }

  /** Returns the value as an object with exactly these members. */
  readonly members = (
    value: unknown,
    place: string,
    ...names: readonly string[]
  ): Record<string, unknown> => {
    const object = this.anyObject(value, place);
    const same =
      Object.keys(object).length === names.length &&
      names.every((name) => Object.hasOwn(object, name));
    if (!same) throw this.refused(place, `the members ${names.join(', ')} and no others`);
    return object;
  };

  /** Returns the value as an object. */
  readonly anyObject = (value: unknown, place: string): Record<string, unknown> => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    throw this.refused(place, 'an object');
  };

  /** Returns the value as a list whose items `read` has read. */
  readonly list = <T>(
    value: unknown,
    place: string,
    read: (item: unknown, place: string) => T,
  ): T[] => {
    if (!Array.isArray(value)) throw this.refused(place, 'a list');
    return Array.from(value, (item, i) => read(item, `${place}[${i}]`));
  };

  /** Returns the value as a string. */
  readonly text = (value: unknown, place: string): string => {
    if (typeof value === 'string') return value;
    throw this.refused(place, 'a string');
  };

  /** Returns the value as a number of rows or an index. */
  readonly count = (value: unknown, place: string): number => {
    if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2 ** 53) {
      return value as number;
    }
    throw this.refused(place, 'an integer from 0 to 2^53');
  };

  /** Returns the result of `make`. If `make` refuses its arguments, this place is damaged. */
  readonly made = <T>(place: string, make: () => T): T => {
    try {
      return make();
    } catch (error) {
      if (!isPsyrunError(error)) throw error;
      const why = `valid arguments, but ${error.message.replace(/\.$/, '')}`;
      throw this.refused(place, why, error);
    }
  };
}
