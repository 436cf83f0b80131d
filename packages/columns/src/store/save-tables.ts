import type { Store, Table, TableReader } from '@psyrun/core';
import { wholeTable } from '../table/whole-table.ts';
import { tableFor } from './table-for.ts';

/**
 * Saves the rows of tables to one file. A store with `saveFrom` gets one table after the other. For any
 * other store, and if there is only one table, all rows are one table.
 *
 * Throws what the store throws. It counts rows from the first table on.
 */
export async function saveTables(store: Store, file: string, tables: TableReader): Promise<void> {
  const { numbers } = tables;
  const only = numbers === undefined ? await onlyTable(tables()) : undefined;
  if (only === undefined && store.saveFrom !== undefined) {
    return store.saveFrom(
      file,
      Object.assign(() => tablesFor(store, tables()), { numbers }),
    );
  }
  await store.save(file, tableFor(store, only ?? (await wholeTable(tables()))));
}

/** Returns the only table; undefined if there are several, or none. */
async function onlyTable(tables: AsyncIterable<Table>): Promise<Table | undefined> {
  let only: Table | undefined;
  for await (const table of tables) {
    if (only !== undefined) return undefined;
    only = table;
  }
  return only;
}

async function* tablesFor(store: Store, tables: AsyncIterable<Table>): AsyncGenerator<Table> {
  for await (const table of tables) yield tableFor(store, table);
}
