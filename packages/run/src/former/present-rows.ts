import type { ParameterSpace, Row } from '@psyrun/core';
import { rowWithValues, type JournalRecord } from '@psyrun/journal';
import { asSpace } from '@psyrun/pspace';
import { formerText } from '@psyrun/pspace/internal';
import type { KnownRun } from '../directory/known-runs.ts';
import { ROW_DONE } from '../states/row-state.ts';
import { unitsOfRun } from './units-of-run.ts';

/** A run whose rows count as other rows of the present space. */
interface FormerRun {
  /** The rows that they were, for people. */
  readonly text: string;
  readonly keys: ReadonlySet<string>;
}

/**
 * Returns recorded rows as rows of the present space: with its parameters, and the results of the record. The
 * rows of most runs are that already, but for the digests that stand for large parameters.
 */
export class PresentRows {
  readonly #space: ParameterSpace;
  readonly #own: ReadonlySet<string>;
  /** By the position of the run among the known ones. */
  readonly #former: readonly (FormerRun | undefined)[];
  /** True if no run has rows that count as others. */
  readonly #areSame: boolean;

  constructor(space: ParameterSpace, runs: readonly KnownRun[]) {
    this.#space = space;
    this.#own = new Set(space.keys);
    const { former } = asSpace(space);
    this.#former = runs.map(({ run }, origin) => {
      const { keys } = run.space;
      const text = formerText(keys, former, unitsOfRun(runs, origin, space));
      return text === undefined ? undefined : { text, keys: new Set(keys) };
    });
    this.#areSame = this.#former.every((run) => run === undefined);
  }

  /** Returns the row `index` of the present space with the results of a record of a run. */
  row(index: number, origin: number, recorded: Row): Row {
    const former = this.#former[origin];
    if (former === undefined) return rowWithValues(recorded, () => this.#space.at(index));
    const results = Object.entries(recorded).filter(
      ([key]) => !former.keys.has(key) && !this.#own.has(key),
    );
    return { ...this.#space.at(index), ...Object.fromEntries(results) };
  }

  /** Returns a record of a run with the row `index` of the present space. A failed one has no results. */
  record(index: number, origin: number, record: JournalRecord): JournalRecord {
    const hasResults = this.#areSame || record.kind === 'done';
    const row = hasResults ? this.row(index, origin, record.row) : this.#space.at(index);
    return row === record.row ? record : { ...record, row };
  }

  /** Returns the number of done rows by what they were; rows that are as they were recorded do not count. */
  count(states: {
    indices(state: number): Iterable<number>;
    originOf(index: number): number;
  }): Map<string, number> {
    const counts = new Map<string, number>();
    if (this.#areSame) return counts;
    for (const index of states.indices(ROW_DONE)) {
      const text = this.#former[states.originOf(index)]?.text;
      if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return counts;
  }
}
