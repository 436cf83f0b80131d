/** The reason why a record does not count for a row. */
export type RefusalReason = 'other-run' | 'no-such-row' | 'other-parameters';

/** Returns the reason as the rest of a sentence that begins with `2 records of <file>`. */
const SENTENCES: Readonly<Record<RefusalReason, (first: number) => string>> = {
  'other-run': () => 'are of another run',
  'no-such-row': (first) => `name rows that the space of their run does not have, such as ${first}`,
  'other-parameters': (first) =>
    `have other parameters than the rows that they name, such as row ${first}`,
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
      return `${records} of ${file} ${SENTENCES[reason](first)}. Refused [PSYRUN_RECORD_REFUSED].`;
    });
  }
}
