/** The reason why a record does not count for a row. */
export type RefusalReason = 'other-run' | 'no-such-row' | 'other-parameters';

/** Returns the reason as the end of a sentence. `first` is the row that the first record names. */
const REASONS: Readonly<Record<RefusalReason, (first: number) => string>> = {
  'other-run': () => 'of another run',
  'no-such-row': (first) =>
    `for rows that the space of the run does not have, such as row ${first}`,
  'other-parameters': (first) =>
    `with other parameters than their rows have in the space of the run, such as row ${first}`,
};

interface Refused {
  readonly file: string;
  readonly reason: RefusalReason;
  readonly first: number;
  count: number;
}

/** Collects the records of journals that do not count, by file and reason. */
export class Refusals {
  readonly #refused = new Map<string, Refused>();

  /** Notes a record of `file` that names the row `index`. */
  note(file: string, reason: RefusalReason, index: number): void {
    const key = `${reason} ${file}`;
    const known = this.#refused.get(key);
    if (known === undefined) this.#refused.set(key, { file, reason, first: index, count: 1 });
    else known.count++;
  }

  /** Returns a sentence for each file and reason. */
  sentences(): string[] {
    return [...this.#refused.values()].map(({ file, reason, first, count }) => {
      const records = count === 1 ? '1 record' : `${count} records`;
      return `${file} has ${records} ${REASONS[reason](first)}: not counted [PSYRUN_RECORD_REFUSED].`;
    });
  }
}
