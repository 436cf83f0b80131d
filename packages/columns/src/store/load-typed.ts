import type { Store, Table } from '@psyrun/core';

/**
 * Returns all rows of a file, to be written once more. Values keep their types, as far as the store tells
 * them: a float of a pickle that is an integer is a typed number.
 *
 * Throws what the store throws.
 *
 * @example
 * ```ts no-run
 * await loadTyped(new PickleStore(), 'out/0.pkl'); // => { x: [1, float(2), 2.5] }
 * ```
 */
export async function loadTyped(store: Store, file: string): Promise<Table> {
  return store.capabilities.scalars === true ? store.load(file, { typed: true }) : store.load(file);
}
