import { PsyrunError } from '@psyrun/core';
import type { FailedOutcome } from '../outcome.ts';
import { thrownFrom } from './row-error.ts';

/** Returns the error of a call that ends because a row failed. */
export function rowFailed(failed: FailedOutcome): PsyrunError {
  const { index, row, error } = failed;
  return new PsyrunError(
    'PSYRUN_ROW_FAILED',
    `Row ${index} failed: ${error.name}: ${error.message}`,
    {
      fields: { index, row, reason: error.reason },
      cause: thrownFrom(error),
    },
  );
}

/** Returns the error of a call in which rows failed. The other rows are in `saved`. */
export function rowsFailed(
  first: FailedOutcome,
  count: number,
  total: number,
  saved: string,
): PsyrunError {
  const { index, row, error } = first;
  return new PsyrunError(
    'PSYRUN_ROW_FAILED',
    `${count} of ${total} rows failed, at first row ${index}: ${error.name}: ${error.message}`,
    {
      hint: `The others are in ${saved}. The same call evaluates only those that failed.`,
      fields: { failed: count, index, row, reason: error.reason, file: saved },
      cause: thrownFrom(error),
    },
  );
}
