import { canonicalRow, type ParameterSpace, type Row } from '@psyrun/core';
import { indexOfRows, sameIdentity, type IdentityIndex } from '@psyrun/pspace/internal';
import { unpadded } from './unpadded.ts';

/**
 * Records which rows of a space are done, and their results. Rows are identified by their
 * parameters.
 */
export class SpaceProgress {
  readonly #space: ParameterSpace;
  readonly #rows: (Row | undefined)[];
  readonly #failures = new Map<number, number>();
  #index: IdentityIndex | undefined;
  #unpadded: Map<string, number[]> | undefined;
  #done = 0;

  constructor(space: ParameterSpace) {
    this.#space = space;
    this.#rows = new Array<undefined>(space.length).fill(undefined);
  }

  /** The number of finished rows. */
  get done(): number {
    return this.#done;
  }

  /** Yields the finished rows in the order of the space. */
  *rows(): Generator<Row, void> {
    for (const row of this.#rows) if (row !== undefined) yield row;
  }

  /** Returns the indices of the finished rows. */
  indices(): number[] {
    return [...this.#rows.keys()].filter((index) => this.#rows[index] !== undefined);
  }

  /** Yields the indices of the missing rows. */
  *missing(): Generator<number, void> {
    for (let index = 0; index < this.#rows.length; index++) {
      if (this.#rows[index] === undefined) yield index;
    }
  }

  /** Records that row `index` is done. */
  finish(index: number, row: Row): void {
    if (this.#rows[index] === undefined) this.#done++;
    this.#rows[index] = row;
  }

  /** Records that row `index` has failed. */
  fail(index: number): void {
    this.#failures.set(index, this.failures(index) + 1);
  }

  /** Returns how many times row `index` has failed. */
  failures(index: number): number {
    return this.#failures.get(index) ?? 0;
  }

  /**
   * Returns the index of the row with these parameters, or undefined if it is not in the space. The
   * row may have other values, too. `guess` is tried first. If rows are equal, the first missing
   * one is returned.
   */
  indexOf(row: Row, guess?: number): number | undefined {
    const keys = this.#space.keys;
    const values = keys.map((key) => row[key] ?? null);
    if (guess !== undefined && this.#has(guess, values)) return guess;
    this.#index ??= indexOfRows(this.#space);
    const first = this.#index.firstOf(values);
    let place = first;
    while (place !== undefined && this.#rows[place] !== undefined) place = this.#index.after(place);
    return place ?? first;
  }

  /** As {@link SpaceProgress.indexOf}, for a row whose arrays a store may have padded with NaN. */
  indexOfPadded(row: Row): number | undefined {
    this.#unpadded ??= this.#unpaddedPlaces();
    const keys = this.#space.keys;
    const id = unpaddedId(Object.fromEntries(keys.map((key) => [key, row[key] ?? null])));
    return this.#unpadded.get(id)?.find((index) => this.#rows[index] === undefined);
  }

  #has(index: number, values: readonly unknown[]): boolean {
    if (index >= this.#space.length) return false;
    const row = this.#space.at(index);
    return this.#space.keys.every((key, i) => sameIdentity(row[key], values[i]));
  }

  #unpaddedPlaces(): Map<string, number[]> {
    const places = new Map<string, number[]>();
    for (let index = 0; index < this.#space.length; index++) {
      const id = unpaddedId(this.#space.at(index));
      const equal = places.get(id);
      if (equal) equal.push(index);
      else places.set(id, [index]);
    }
    return places;
  }
}

function unpaddedId(row: Row): string {
  const values = Object.entries(row).map(([key, value]) => [key, unpadded(value)] as const);
  return canonicalRow(Object.fromEntries(values));
}
