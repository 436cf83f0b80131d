import { canonicalRow, type ParameterSpace, type Row } from '@psyrun/core';
import { unpadded } from './unpadded.ts';

/**
 * Records which rows of a space are done, and their results. Rows are identified by their
 * parameters.
 */
export class SpaceProgress {
  readonly #space: ParameterSpace;
  readonly #rows: (Row | undefined)[];
  readonly #failures = new Map<number, number>();
  #places: Map<string, number[]> | undefined;
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
    const id = canonicalRow(Object.fromEntries(keys.map((key) => [key, row[key] ?? null])));
    if (guess !== undefined && guess < this.#space.length && this.#idAt(guess) === id) return guess;
    const places = this.#placesOf(id);
    return places?.find((index) => this.#rows[index] === undefined) ?? places?.[0];
  }

  /** As {@link SpaceProgress.indexOf}, for a row whose arrays a store may have padded with NaN. */
  indexOfPadded(row: Row): number | undefined {
    this.#unpadded ??= this.#allPlaces(unpaddedId);
    const keys = this.#space.keys;
    const id = unpaddedId(Object.fromEntries(keys.map((key) => [key, row[key] ?? null])));
    return this.#unpadded.get(id)?.find((index) => this.#rows[index] === undefined);
  }

  #idAt(index: number): string {
    return canonicalRow(this.#space.at(index));
  }

  #placesOf(id: string): readonly number[] | undefined {
    this.#places ??= this.#allPlaces(canonicalRow);
    return this.#places.get(id);
  }

  #allPlaces(idOf: (row: Row) => string): Map<string, number[]> {
    const places = new Map<string, number[]>();
    for (let index = 0; index < this.#space.length; index++) {
      const id = idOf(this.#space.at(index));
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
