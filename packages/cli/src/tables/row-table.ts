import type { Row } from '@psyrun/core';
import { formatValue } from '../terminal/format-row.ts';
import { alignedLines, cutToWidth } from './aligned-lines.ts';

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
  const keys = Object.keys(rows[0]!);
  const cells = rows.map((row) => keys.map((key) => shorten(row[key])));
  const isRight = (i: number) => rows.every((row) => typeof row[keys[i]!] === 'number');
  return alignedLines([keys, ...cells], { width, isRight });
}

/** Returns a number with six digits, anything else in at most thirty columns. */
function shorten(value: unknown): string {
  const text =
    typeof value === 'number' ? String(Number(value.toPrecision(6))) : formatValue(value);
  return cutToWidth(text, 30, '…');
}
