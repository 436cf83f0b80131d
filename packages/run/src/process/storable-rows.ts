import { checkStorable } from '@psyrun/columns';
import { isScalar, type Row, type Store } from '@psyrun/core';

/**
 * Checks whether a store can hold rows. A number or a boolean of a key that the store has held before as
 * one is not looked at again: to ask the store takes longer than to evaluate a cheap row.
 */
export class StorableRows {
  readonly #store: Store;
  /** The type of the numbers or booleans that the store has held, by key. */
  readonly #held = new Map<string, string>();
  /** True if the store can hold a row that was checked. */
  hasStorable = false;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Throws `PSYRUN_STORE_VALUE`, naming row `index`, if the store cannot hold it. */
  check(row: Row, index: number): void {
    const doubtful = Object.entries(row).filter(
      ([key, value]) => this.#held.get(key) !== typeOf(value),
    );
    if (doubtful.length > 0) checkStorable(this.#store, Object.fromEntries(doubtful), index);
    for (const [key, value] of doubtful) {
      const type = typeOf(value);
      if (type === 'number' || type === 'boolean') this.#held.set(key, type);
    }
    this.hasStorable = true;
  }
}

function typeOf(value: unknown): string {
  return isScalar(value) ? 'number' : typeof value;
}
