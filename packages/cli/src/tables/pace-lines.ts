import type { StatusResult } from '@psyrun/operations';
import { duration } from '../terminal/duration.ts';

/** Fewer core-hours, 36 seconds, are not worth a line. */
const LEAST_HOURS = 0.01;

/** How fast the rows of a task end. */
export type Pace = NonNullable<StatusResult['pace']>;

/** Options of {@link paceLines}. */
export interface PaceOptions {
  /** Also says why the time that is left is not known. */
  readonly isWorking?: boolean;
  /** Also says what the rows have cost. */
  readonly details?: boolean;
}

/**
 * Returns how fast the rows of a task end, and when the others will have ended, as lines.
 *
 * @example
 * ```ts
 * const pace = { rate: 0.5, left: { expected: 120, least: 90, most: 160 }, coreHours: 0.02 };
 * paceLines(pace, { details: true });
 * // => ['30 rows/min, about 2 min left (90 s to 3 min).', '0.02 core-hours of rows so far.']
 * ```
 */
export function paceLines(
  { rate, left, unknown, coreHours }: Pace,
  { isWorking = false, details = false }: PaceOptions = {},
): string[] {
  const lines: string[] = [];
  if (rate !== undefined && left !== undefined) {
    const range = `${duration(left.least)} to ${duration(left.most)}`;
    lines.push(`${rateText(rate)}, about ${duration(left.expected)} left (${range}).`);
  } else if (unknown !== undefined && (isWorking || rate !== undefined)) {
    const first = rate === undefined ? '' : `${rateText(rate)}. `;
    lines.push(`${first}The time that is left is not known: ${unknown}`);
  }
  if (details && coreHours >= LEAST_HOURS) lines.push(`${hoursText(coreHours)} of rows so far.`);
  return lines;
}

/**
 * Returns a rate, given in rows a second, in a unit of which there is at least one.
 *
 * @example
 * ```ts
 * [12.34, 0.5, 0.001].map(rateText); // => ['12.3 rows/s', '30 rows/min', '3.6 rows/h']
 * ```
 */
export function rateText(rate: number): string {
  const [factor, unit] = rate >= 1 ? [1, 's'] : rate >= 1 / 60 ? [60, 'min'] : [3600, 'h'];
  return `${Number((rate * factor).toPrecision(3))} rows/${unit}`;
}

/**
 * Returns hours of cores with two digits.
 *
 * @example
 * ```ts
 * hoursText(0.01234); // => '0.012 core-hours'
 * ```
 */
export function hoursText(hours: number): string {
  const digits = hours >= 100 ? Math.round(hours) : Number(hours.toPrecision(2));
  return `${digits} core-hours`;
}
