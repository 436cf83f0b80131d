import type { Column } from '@psyrun/core';

/**
 * The maximum number of rows of a block: reading a single row reads one block, and fewer rows would
 * need more headers.
 */
const MOST_ROWS = 1024;
/** The approximate maximum size, in bytes, of a block of more than one row. */
const MOST_BYTES = 1 << 22;
/** The maximum number of items of a list, and of lists in lists, that are measured. */
const SAMPLE = 8;
const DEPTH = 3;

/**
 * Returns the number of rows from `row` on that make a block, estimated from the size of that row.
 */
export function blockRows(columns: readonly (Column | undefined)[], row: number): number {
  let bytes = 0;
  for (const column of columns) bytes += roughBytes(column?.at(row), DEPTH);
  return Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_BYTES / Math.max(bytes, 1))));
}

/** Returns the approximate number of bytes of a value. In a list, the first items are measured. */
function roughBytes(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || depth === 0) return 9;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const sample = items.slice(0, SAMPLE);
  const sum = sample.reduce<number>((total, item) => total + roughBytes(item, depth - 1), 9);
  return (sum * Math.max(items.length, 1)) / Math.max(sample.length, 1);
}
