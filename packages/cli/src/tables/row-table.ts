import type { Row } from '@psyrun/core';
import { formatValue } from '../terminal/format-row.ts';

/**
 * Returns rows as lines of a table of at most `width` characters: columns under their names, numbers
 * to the right.
 *
 * @example
 * ```ts
 * rowTable([{ x: 1, mode: 'a' }, { x: 10, mode: 'b' }], 80);
 * // => [' x  mode', " 1  'a'", "10  'b'"]
 * ```
 */
export function rowTable(rows: readonly Row[], width: number): string[] {
  if (rows.length === 0) return [];
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

/** Returns a number with six digits, anything else with at most thirty characters. */
function shorten(value: unknown): string {
  const text =
    typeof value === 'number' ? String(Number(value.toPrecision(6))) : formatValue(value);
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
