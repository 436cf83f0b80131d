import { indicesIn } from '@psyrun/pspace/internal';
import type { KnownRun } from '../directory/known-runs.ts';

/** Returns the row of the present space for a row of the space of a run, given by its position. */
type PlaceOf = (origin: number, index: number) => number | undefined;

/** Tells which records do not count, because a later run evaluates their rows again. */
export class Superseded {
  /** The first run whose records count, by row; undefined if all count. */
  #since: Uint16Array | undefined;

  /** `length` is the number of rows of the present space. */
  constructor(length: number, runs: readonly KnownRun[], placeOf: PlaceOf) {
    runs.forEach(({ run: { again = [] } }, origin) => {
      if (again.length === 0) return;
      const since = (this.#since ??= new Uint16Array(length));
      for (const index of indicesIn(again)) {
        const place = placeOf(origin, index);
        if (place !== undefined) since[place] = origin;
      }
    });
  }

  /** True if a record of a run does not count for a row. One of an unknown run is older than all others. */
  has(row: number, origin: number, runs: number): boolean {
    const since = this.#since?.[row] ?? 0;
    return since > 0 && (origin < since || origin >= runs);
  }
}
