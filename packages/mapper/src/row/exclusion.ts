import type { PsyrunWarning, Row } from '@psyrun/core';

/** Removes excluded keys from rows and records which of them occurred. */
export class Exclusion {
  readonly #keys: ReadonlySet<string>;
  readonly #unseen: Set<string>;

  constructor(keys: readonly string[] = []) {
    this.#keys = new Set(keys);
    this.#unseen = new Set(keys);
  }

  /** Returns the row without the excluded keys. */
  from(row: Row): Row {
    if (this.#keys.size === 0) return row;
    const entries = Object.entries(row).filter(([key]) => !this.#keys.has(key));
    for (const key of this.#unseen) if (Object.hasOwn(row, key)) this.#unseen.delete(key);
    return Object.fromEntries(entries);
  }

  /** Records keys as seen that another process removed. */
  saw(keys: Iterable<string>): void {
    for (const key of keys) this.#unseen.delete(key);
  }

  /** The excluded keys that occurred. */
  get seen(): readonly string[] {
    return [...this.#keys].filter((key) => !this.#unseen.has(key));
  }

  /** Returns a warning for each key that no row had. */
  warnings(): PsyrunWarning[] {
    return [...this.#unseen].map((key) => ({
      code: 'PSYRUN_WARN_INEFFECTIVE_EXCLUDE',
      message: `The key ${JSON.stringify(key)} to exclude from the result was in no row.`,
      fields: { key },
    }));
  }
}
