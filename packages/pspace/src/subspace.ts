import { rowIndex } from '@psyrun/columns';
import type { ParameterSpace, Row } from '@psyrun/core';

/** Some rows of a space, selected by their indices. */
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
    return this.#space.at(this.#indices[rowIndex(index, this.length)]!);
  }

  /** The rows, in order. */
  *[Symbol.iterator](): Generator<Row> {
    for (let i = 0; i < this.length; i++) yield this.at(i);
  }
}
