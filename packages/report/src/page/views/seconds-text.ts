import { shortNumber } from '../../model/value-text.ts';

/** The units of time, and how many seconds each has. */
const UNITS = [
  ['h', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 1e-3],
] as const;

/** Returns a time in a unit of which there are at least two, or in milliseconds. */
export function secondsText(seconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => seconds >= 2 * size) ?? UNITS.at(-1)!;
  return seconds === 0 ? '0 s' : `${shortNumber(Number((seconds / size).toPrecision(3)))} ${unit}`;
}
