import type { FailureClass, RetriesByClass } from '@psyrun/core';

/** Counts the failures of rows, and tells which rows are repeated. */
export class UsedRetries {
  readonly #retries: number | RetriesByClass;
  /** The number of failures by row, and by class if that counts. */
  readonly #failures = new Map<string, number>();

  /** @param retries How many times a row is repeated: after any failure, or by the class of the failure. */
  constructor(retries: number | RetriesByClass) {
    this.#retries = retries;
  }

  /** Notes a failure of a row. Returns true if the row is to be repeated. */
  note(row: number, failure: FailureClass): boolean {
    const retries = this.#retries;
    const isForAll = typeof retries === 'number';
    const most = isForAll ? retries : (retries[failure as keyof RetriesByClass] ?? 0);
    if (most === 0) return false;
    const key = isForAll ? `${row}` : `${row} ${failure}`;
    const failures = (this.#failures.get(key) ?? 0) + 1;
    this.#failures.set(key, failures);
    return failures <= most;
  }
}
