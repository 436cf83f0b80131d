import type { ParameterSpace } from '@psyrun/core';
import { codeDigest } from '../fingerprint/code-digest.ts';
import type { Fingerprint } from '../fingerprint/fingerprint.ts';
import { ROW_DONE, type RowStates } from '../states/row-states.ts';
import type { SourceRow, SourceRun } from './source-run.ts';

/** The rows of another run that are taken, and why the others are not. */
export interface Takings {
  readonly source: SourceRun;
  /** The generations whose code is accepted, and the number of rows of each that are taken. */
  readonly taken: ReadonlyMap<number, number>;
  /** True for a row that is taken. */
  readonly isTaken: (row: SourceRow) => boolean;
  /** Number of rows that are done here already. */
  readonly doneHere: number;
  /** Number of rows that would be taken, but are of other code, by its digest. */
  readonly ofOtherCode: ReadonlyMap<string, number>;
  /** Number of rows that the space here does not have. */
  readonly strangers: number;
}

/**
 * Chooses the rows of another run that are equal to rows without a result, and notes in `states` that these are
 * done. `accepts` tells whether rows of a fingerprint may be taken.
 */
export async function chooseRows(
  source: SourceRun,
  home: ParameterSpace,
  states: RowStates,
  accepts: (fingerprint: Fingerprint) => boolean,
): Promise<Takings> {
  const accepted = source.runs.map(({ run }) => accepts(run.fingerprint));
  const codes = source.runs.map(({ run }) => codeDigest(run.fingerprint));
  const rows = new Uint8Array(source.space.length);
  const taken = new Map<number, number>();
  const ofOtherCode = new Map<string, number>();
  let doneHere = 0;
  let strangers = 0;
  await source.rows(home, ({ index, place, origin }) => {
    if (place === undefined) strangers++;
    else if (states.at(place) === ROW_DONE) doneHere++;
    else if (accepted[origin] === true) {
      rows[index] = 1;
      count(taken, origin);
      states.note(place, 'done');
    } else count(ofOtherCode, codes[origin] ?? 'unknown');
  });
  const isTaken = ({ index }: SourceRow) => rows[index] === 1;
  return { source, taken, isTaken, doneHere, ofOtherCode, strangers };
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Returns the number of rows that are taken. */
export function rowsTaken({ taken }: Pick<Takings, 'taken'>): number {
  return [...taken.values()].reduce((sum, rows) => sum + rows, 0);
}
