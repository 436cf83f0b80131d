import { canonicalRow, type ParameterSpace } from '@psyrun/core';

/** The rows of a space that have the same values. */
interface Equals {
  readonly places: number[];
  /** The rows before this one of `places` have a result. */
  next: number;
}

/** Finds rows of a space by their values, and lets every result of equal rows count for another. */
export class EqualRows {
  readonly #equals = new Map<string, Equals>();
  /** Rows that have a result. */
  readonly #taken = new Set<number>();

  constructor(space: ParameterSpace) {
    let place = 0;
    for (const row of space) {
      const key = canonicalRow(row);
      const known = this.#equals.get(key);
      if (known === undefined) this.#equals.set(key, { places: [place], next: 0 });
      else known.places.push(place);
      place++;
    }
  }

  /** A row of the space itself, which takes what is recorded of it. */
  own(index: number, kind: 'done' | 'failed'): number {
    if (kind === 'done') this.#taken.add(index);
    return index;
  }

  /**
   * Finds the rows of an earlier space by their indices. A result is for the first of the equal rows
   * that has none yet, always the same; a failure says something of a row that has none.
   */
  finder(earlier: ParameterSpace): (index: number, kind: 'done' | 'failed') => number | undefined {
    const done = new Map<number, number | undefined>();
    return (index, kind) => {
      if (done.has(index)) return done.get(index);
      const place = this.#free(canonicalRow(earlier.at(index)));
      if (kind === 'failed') return place;
      if (place !== undefined) this.#taken.add(place);
      done.set(index, place);
      return place;
    };
  }

  #free(key: string): number | undefined {
    const equals = this.#equals.get(key);
    if (equals === undefined) return undefined;
    while (this.#taken.has(equals.places[equals.next]!)) equals.next++;
    return equals.places[equals.next];
  }
}
