import { PsyrunError } from '@psyrun/core';

const MOST_ROWS = 2n ** 53n;

/** The maximum number of indices in a list: a larger list does not fit into most memories. */
export const LONGEST_LIST = 2 ** 26;

/** Throws `PSYRUN_SPACE_TOO_LARGE` for more rows than a list or a table can hold. */
export function requireListable(rows: number): void {
  if (rows <= LONGEST_LIST) return;
  throw new PsyrunError(
    'PSYRUN_SPACE_TOO_LARGE',
    `${rows} rows would have to be listed one by one.`,
    {
      hint: 'Apply the operation to the factors before they are multiplied, or to a sample.',
      fields: { rows },
    },
  );
}

/** Returns the error for a space of too many nested operators and too many rows to be listed. */
export function tooDeep(depth: number, rows: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_SPACE_TOO_LARGE',
    `The space nests ${depth} operators and has ${rows} rows, which are too many to be listed.`,
    {
      hint: 'Apply the operators to the factors before they are multiplied, or combine the spaces of a list first.',
      fields: { depth, rows },
    },
  );
}

/**
 * Returns a number of rows as a number. Throws `PSYRUN_SPACE_TOO_LARGE` if that would be inexact.
 */
export function exactLength(length: bigint): number {
  if (length <= MOST_ROWS) return Number(length);
  throw new PsyrunError(
    'PSYRUN_SPACE_TOO_LARGE',
    `The space would have ${length} rows; more than 2^53 cannot be counted exactly.`,
    { hint: 'Take fewer values for an axis, or sample the axes.', fields: { length } },
  );
}
