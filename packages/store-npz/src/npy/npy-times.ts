import { dateOfSteps, secondsOfSteps, type TimeUnit } from '@psyrun/columns/internal';
import { PsyrunError } from '@psyrun/core';

/**
 * Returns the dates of a `datetime64` array, cut to milliseconds, and null for NaT. Throws
 * `PSYRUN_NOT_SUPPORTED` for a date too far away for JavaScript.
 */
export function decodeDates(steps: BigInt64Array, unit: TimeUnit): (Date | null)[] {
  return Array.from(steps, (step, element) => {
    const date = dateOfSteps(step, unit);
    if (date !== undefined) return date;
    throw new PsyrunError(
      'PSYRUN_NOT_SUPPORTED',
      `Element ${element} is a date too far away for JavaScript.`,
      { hint: 'JavaScript has the years −271821 to 275760.', fields: { element } },
    );
  });
}

/** Returns the time differences of a `timedelta64` array in seconds, and NaN for NaT. */
export function decodeDifferences(steps: BigInt64Array, unit: TimeUnit): Float64Array {
  return Float64Array.from(Array.from(steps, (step) => secondsOfSteps(step, unit)!));
}
