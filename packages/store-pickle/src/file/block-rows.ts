import type { Column } from '@psyrun/core';

/** Rows of a block: few enough to read one for a single row, enough to make headers cheap. */
const MOST_ROWS = 1024;
/** Bytes of a block that has more than one row, roughly. */
const MOST_BYTES = 1 << 22;
/** Items that are looked at of a list, and lists in lists. */
const SAMPLE = 8;
const DEPTH = 3;

/** How many rows from `row` on make a block, judged by the size of that row. */
export function blockRows(columns: readonly (Column | undefined)[], row: number): number {
  let bytes = 0;
  for (const column of columns) bytes += roughBytes(column?.at(row), DEPTH);
  return Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_BYTES / Math.max(bytes, 1))));
}

/** About how many bytes a value takes; of lists, the first items stand for all. */
function roughBytes(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || depth === 0) return 9;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const sample = items.slice(0, SAMPLE);
  const sum = sample.reduce<number>((total, item) => total + roughBytes(item, depth - 1), 9);
  return (sum * Math.max(items.length, 1)) / Math.max(sample.length, 1);
}
