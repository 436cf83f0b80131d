import type { ParameterSpace, Row } from '@psyrun/core';
import { asSpace, hashSpace, type Space } from '@psyrun/pspace';
import {
  indexOfRows,
  isFormer,
  PrefixHashes,
  presentRow,
  rowTranslation,
  unitsOf,
  type IdentityIndex,
  type Units,
} from '@psyrun/pspace/internal';

/** Finds the row of the present space for an index of an earlier one. */
export type FindRow = (index: number, kind: 'done' | 'failed') => number | undefined;

/** An earlier space as `run.json` tells it, without its rows. */
interface HashedSpace {
  readonly hash: string;
  readonly length: number;
}

/**
 * Finds rows of a space by their values. If rows are equal, each of their results is for one row.
 *
 * It takes some bytes for each row of the space, and for an earlier space only those of equal rows.
 */
export class EqualRows {
  readonly #space: ParameterSpace;
  /** 1 for the rows that have a result. */
  readonly #taken: Uint8Array;
  #index: IdentityIndex | undefined;
  #prefixes: PrefixHashes | undefined;
  /** For equal rows, by the first of them, one before which all have a result. */
  readonly #free = new Map<number, number>();

  constructor(space: ParameterSpace) {
    this.#space = space;
    this.#taken = new Uint8Array(space.length);
  }

  /** Notes a record for the row `index` of the space itself. Returns `index`. */
  own(index: number, kind: 'done' | 'failed'): number {
    if (kind === 'done') this.#taken[index] = 1;
    return index;
  }

  /** True if the space begins with the rows of an earlier one, whose numbers have these units. */
  beginsWith({ hash, length }: HashedSpace, units: Units): boolean {
    if (length > this.#space.length || !hasUnits(asSpace(this.#space), units)) return false;
    this.#prefixes ??= new PrefixHashes(this.#space);
    return this.#prefixes.at(length) === hash;
  }

  /**
   * Returns a function that finds the row for an index of an earlier space, whose numbers have these units.
   * What the space says about former rows holds for them. If the space begins with the rows of the earlier
   * one, indices have not changed. If no rows are equal, they are found factor by factor.
   *
   * A result is for the first of the equal rows without a result. Another result with that index is for
   * the same row. A failure is for the first of the equal rows without a result, too, but that row stays
   * without one.
   */
  finder(earlier: ParameterSpace, units: Units = {}): FindRow {
    const space = asSpace(this.#space);
    if (!isFormer(earlier.keys, space)) return () => undefined;
    if (this.beginsWith({ hash: hashSpace(earlier), length: earlier.length }, units)) {
      return (index, kind) => this.own(index, kind);
    }
    const translate = rowTranslation(earlier, space, units);
    if (translate !== undefined) return translate;
    const ofEqual = new Map<number, number | undefined>();
    return (index, kind) => {
      if (ofEqual.has(index)) return ofEqual.get(index);
      const row = presentRow(earlier.at(index), space.former, units);
      const first = row && this.#first({ ...space.former.was, ...row });
      if (first === undefined || this.#isAlone(first)) return first;
      const place = this.#take(first, kind);
      if (kind === 'done') ofEqual.set(index, place);
      return place;
    };
  }

  /** Returns the row with these values, for a record that has no index. */
  place(row: Row, kind: 'done' | 'failed'): number | undefined {
    const first = this.#first(row);
    return first === undefined ? undefined : this.#take(first, kind);
  }

  #first(row: Row): number | undefined {
    const { keys } = this.#space;
    this.#index ??= indexOfRows(this.#space);
    return this.#index.firstOf(keys.map((key) => row[key]));
  }

  #isAlone(first: number): boolean {
    return this.#index!.after(first) === undefined;
  }

  #take(first: number, kind: 'done' | 'failed'): number | undefined {
    let place: number | undefined = this.#free.get(first) ?? first;
    while (place !== undefined && this.#taken[place] === 1) {
      this.#free.set(first, place);
      place = this.#index!.after(place);
    }
    if (kind === 'done' && place !== undefined) this.#taken[place] = 1;
    return place;
  }
}

function hasUnits({ former }: Space, units: Units): boolean {
  const own = unitsOf(former);
  return Object.entries(units).every(([key, unit]) => own[key] === unit);
}
