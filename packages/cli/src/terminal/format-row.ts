import { inspect } from 'node:util';
import type { Row } from '@psyrun/core';

/**
 * A row on one line, as JavaScript writes objects.
 *
 * @example
 * ```ts
 * formatRow({ x: 0, name: 'a' }); // => "{ x: 0, name: 'a' }"
 * ```
 */
export function formatRow(row: Row): string {
  return formatValue({ ...row });
}

/** A value on one line. */
export function formatValue(value: unknown): string {
  return inspect(value, { breakLength: Infinity, compact: true, depth: 4, maxArrayLength: 6 });
}
