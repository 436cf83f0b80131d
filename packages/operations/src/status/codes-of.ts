import type { RowOrigin } from '@psyrun/run';
import type { CodeOfRows } from '../schemas/parts.ts';

/** Returns how many rows each version of the code has evaluated, and where. */
export function codesOf(origins: readonly RowOrigin[]): CodeOfRows[] {
  return origins.map(({ code, rows, source }) => ({
    code,
    rows,
    ...(source !== undefined && { source }),
  }));
}
