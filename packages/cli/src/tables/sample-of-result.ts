import { rowCount, rowOf } from '@psyrun/columns';
import type { Row, Store } from '@psyrun/core';
import { formatValue } from '../terminal/format-row.ts';

const ROWS = 5;

/**
 * A few rows of a result as lines of a table that is at most `width` characters wide: rows from
 * all over the file where the store can load single ones cheaply, else the first ones.
 */
export async function sampleOfResult(
  store: Store,
  file: string,
  total: number,
  width: number,
): Promise<string[]> {
  const rows = store.capabilities.cheapRow
    ? await spreadRows(store, file, total)
    : await firstRows(store, file);
  return rows.length === 0 ? [] : formatTable(rows, width);
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

/** Columns under their names, numbers to the right. */
function formatTable(rows: readonly Row[], width: number): string[] {
  const columns = Object.keys(rows[0]!).map((key) => {
    const cells = [key, ...rows.map((row) => shorten(row[key]))];
    const size = Math.max(...cells.map((cell) => cell.length));
    const numeric = rows.every((row) => typeof row[key] === 'number');
    return cells.map((cell) => (numeric ? cell.padStart(size) : cell.padEnd(size)));
  });
  return Array.from({ length: rows.length + 1 }, (_, line) =>
    columns
      .map((column) => column[line])
      .join('  ')
      .slice(0, width)
      .trimEnd(),
  );
}

/** A number with six digits, anything else with at most thirty characters. */
function shorten(value: unknown): string {
  const text =
    typeof value === 'number' ? String(Number(value.toPrecision(6))) : formatValue(value);
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
