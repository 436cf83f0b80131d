import { PsyrunError, type ParameterSpace, type Row } from '@psyrun/core';

/** Some rows of a space, by their indices. */
export class Subspace implements ParameterSpace {
  readonly #space: ParameterSpace;
  readonly #indices: ArrayLike<number>;

  constructor(space: ParameterSpace, indices: ArrayLike<number>) {
    this.#space = space;
    this.#indices = indices;
  }

  get keys(): readonly string[] {
    return this.#space.keys;
  }

  get length(): number {
    return this.#indices.length;
  }

  at(index: number): Row {
    const row = this.#indices[index];
    if (row !== undefined) return this.#space.at(row);
    throw new PsyrunError(
      'PSYRUN_OUT_OF_RANGE',
      `There is no row ${index} in a space of ${this.length} rows.`,
      { fields: { index, length: this.length } },
    );
  }

  /** The rows, in order. */
  *[Symbol.iterator](): Generator<Row> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }
}
