import { rowCount, rowOf } from '@psyrun/columns';
import { plainRow } from '@psyrun/columns/internal';
import type { Row, Store, Task } from '@psyrun/core';

/** Most rows of a sample. */
const ROWS = 5;

/**
 * Returns a few of the `total` rows of a task's result: rows from all over the file where the store
 * can load single ones cheaply, else the first ones.
 */
export async function resultSample({ store, resultfile }: Task, total: number): Promise<Row[]> {
  const rows = store.capabilities.cheapRow
    ? await spreadRows(store, resultfile, total)
    : await firstRows(store, resultfile);
  return rows.map(plainRow);
}

async function spreadRows(store: Store, file: string, total: number): Promise<Row[]> {
  const count = Math.min(ROWS, total);
  const indices = Array.from({ length: count }, (_, i) =>
    Math.floor((i * (total - 1)) / Math.max(1, count - 1)),
  );
  return Promise.all(indices.map((index) => store.load(file, index)));
}

async function firstRows(store: Store, file: string): Promise<Row[]> {
  for await (const table of store.scan(file, { batch: ROWS })) {
    const count = Math.min(ROWS, rowCount(table));
    return Array.from({ length: count }, (_, i) => rowOf(table, i));
  }
  return [];
}
