import { canonicalRow, type ParameterSpace } from '@psyrun/core';

/** Rows of a space that have the same values. */
interface Equals {
  readonly places: number[];
  /** Index into `places`. The rows before it have a result. */
  next: number;
}

/** Finds rows of a space by their values. If rows are equal, each of their results is for one row. */
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

  /** Notes a record for the row `index` of the space itself. Returns `index`. */
  own(index: number, kind: 'done' | 'failed'): number {
    if (kind === 'done') this.#taken.add(index);
    return index;
  }

  /**
   * Returns a function that finds the row for an index of an earlier space. A result is for the first of
   * the equal rows without a result. Another result with that index is for the same row. A failure is
   * for the first of the equal rows without a result, too, but that row stays without one.
   */
  finder(earlier: ParameterSpace): (index: number, kind: 'done' | 'failed') => number | undefined {
    const done = new Map<number, number | undefined>();
    return (index, kind) => {
      if (done.has(index)) return done.get(index);
      const place = this.place(canonicalRow(earlier.at(index)), kind);
      if (kind === 'done') done.set(index, place);
      return place;
    };
  }

  /** Returns the row with these values, in the canonical form, for a record that has no index. */
  place(values: string, kind: 'done' | 'failed'): number | undefined {
    const place = this.#free(values);
    if (kind === 'done' && place !== undefined) this.#taken.add(place);
    return place;
  }

  #free(key: string): number | undefined {
    const equals = this.#equals.get(key);
    if (equals === undefined) return undefined;
    while (this.#taken.has(equals.places[equals.next]!)) equals.next++;
    return equals.places[equals.next];
  }
}
