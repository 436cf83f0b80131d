import type { ParameterSpace, Row } from '@psyrun/core';
import { digestOf, isLarge, ValueDigest } from '@psyrun/journal';

/**
 * The large values of a space by their digests. They find the parameters of a record whose row in the space
 * is not known.
 */
export class DigestedValues {
  readonly #space: ParameterSpace;
  #values: Map<string, unknown> | undefined;

  constructor(space: ParameterSpace) {
    this.#space = space;
  }

  /** Returns a row with the values of the space in the place of their digests. Other digests stay. */
  in(row: Row): Row {
    const values = Object.entries(row).map(([key, value]) => [
      key,
      value instanceof ValueDigest ? (this.#all().get(value.digest) ?? value) : value,
    ]);
    return Object.fromEntries(values) as Row;
  }

  #all(): ReadonlyMap<string, unknown> {
    if (this.#values !== undefined) return this.#values;
    this.#values = new Map();
    for (let index = 0; index < this.#space.length; index++) {
      for (const value of Object.values(this.#space.at(index))) {
        if (isLarge(value)) this.#values.set(digestOf(value).digest, value);
      }
    }
    return this.#values;
  }
}
