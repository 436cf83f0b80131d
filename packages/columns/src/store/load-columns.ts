import type { ScanOptions, Store, Table } from '@psyrun/core';
import { emptyTable } from '../table/empty-table.ts';
import { chosenKeys } from './chosen-keys.ts';

/**
 * Returns the chosen columns of a file, in the order in which they were chosen. A store that declares
 * `columns` reads only these. Any other store reads all, and the others are dropped.
 *
 * Throws `PSYRUN_COLUMN_NOT_FOUND` and what the store throws.
 */
export async function loadColumns(
  store: Store,
  file: string,
  columns: readonly string[] | undefined,
): Promise<Table> {
  if (columns === undefined) return store.load(file);
  if (store.capabilities.columns === true) return store.load(file, { columns });
  return chosenColumns(file, await store.load(file), columns);
}

/** Does the same for {@link Store.scan}. */
export async function* scanColumns(
  store: Store,
  file: string,
  options: ScanOptions,
): AsyncGenerator<Table> {
  const { columns, ...others } = options;
  if (columns === undefined || store.capabilities.columns === true) {
    yield* store.scan(file, options);
    return;
  }
  for await (const table of store.scan(file, others)) yield chosenColumns(file, table, columns);
}

/**
 * Returns the chosen columns of a table, or the table itself without a choice. Throws
 * `PSYRUN_COLUMN_NOT_FOUND`, naming `file`.
 *
 * @example
 * ```ts
 * chosenColumns('a.npz', { x: [1], y: [2], z: [3] }, ['z', 'x']); // => { z: [3], x: [1] }
 * ```
 */
export function chosenColumns(
  file: string,
  table: Table,
  columns: readonly string[] | undefined,
): Table {
  if (columns === undefined) return table;
  const chosen = emptyTable();
  for (const key of chosenKeys(file, Object.keys(table), columns)) chosen[key] = table[key]!;
  return chosen;
}
