import { PsyrunError } from '@psyrun/core';

/** Returns the error of a condition that cannot be understood. `at` is the position of the mistake. */
export function whereError(
  condition: string,
  at: number,
  problem: string,
  hint = "For example: beta > 2 and mode in ['a', 'b']",
): PsyrunError {
  const message = `The condition ${JSON.stringify(condition)} cannot be used, see character ${at + 1}: ${problem}`;
  return new PsyrunError('PSYRUN_USAGE', message, { hint, fields: { condition, at } });
}
