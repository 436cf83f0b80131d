import { duration } from '../terminal/duration.ts';
import { hoursText } from './pace-lines.ts';

/** Fewer core-hours, 36 seconds, are told in seconds. */
const LEAST_HOURS = 0.01;

/**
 * Returns what rows cost in one unit: the expected cost with its unit, and the ends of its range.
 *
 * @example
 * ```ts
 * costText(2.1, 1.9, 2.42); // => ['2.1 core-hours', '1.9', '2.4']
 * ```
 */
export function costText(expected: number, least: number, most: number): [string, string, string] {
  if (expected >= LEAST_HOURS) {
    const [middle, from, to] = [expected, least, most].map(hoursText) as [string, string, string];
    const unit = / .*/;
    return [middle, from.replace(unit, ''), to.replace(unit, '')];
  }
  const [middle, from, to] = [expected, least, most].map((hours) => duration(3600 * hours));
  return [`${middle!} of one core`, from!, to!];
}
