import { PsyrunError } from '@psyrun/core';

const MOST_ROWS = 2n ** 53n;

/** A number of rows as a number; throws `PSYRUN_SPACE_TOO_LARGE` if that would be inexact. */
export function exactLength(length: bigint): number {
  if (length <= MOST_ROWS) return Number(length);
  throw new PsyrunError(
    'PSYRUN_SPACE_TOO_LARGE',
    `The space would have ${length} rows; more than 2^53 cannot be counted exactly.`,
    { hint: 'Take fewer values for an axis, or sample the axes.', fields: { length } },
  );
}
