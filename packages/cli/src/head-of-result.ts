import { rowCount, rowOf } from '@psyrun/columns';
import type { Store, Table } from '@psyrun/core';
import { formatValue } from './format-row.ts';

const ROWS = 5;

/** The first rows of a result as lines of a table that is at most `width` characters wide. */
export async function headOfResult(store: Store, file: string, width: number): Promise<string[]> {
  for await (const table of store.scan(file, { batch: ROWS })) return formatTable(table, width);
  return [];
}

/** Columns under their names, numbers to the right. */
function formatTable(table: Table, width: number): string[] {
  const keys = Object.keys(table);
  const count = Math.min(rowCount(table), ROWS);
  const rows = Array.from({ length: count }, (_, i) => rowOf(table, i));
  const columns = keys.map((key) => {
    const cells = [key, ...rows.map((row) => shorten(row[key]))];
    const size = Math.max(...cells.map((cell) => cell.length));
    const numeric = rows.every((row) => typeof row[key] === 'number');
    return cells.map((cell) => (numeric ? cell.padStart(size) : cell.padEnd(size)));
  });
  return Array.from({ length: count + 1 }, (_, line) =>
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
