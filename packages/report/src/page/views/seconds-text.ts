import { shortNumber } from '../../model/value-text.ts';

/** The units of time, how many seconds each has, and of how many units on it is used. */
const UNITS = [
  ['h', 3600, 2],
  ['min', 60, 2],
  ['s', 1, 1],
  ['ms', 1e-3, 0],
] as const;

/** Returns a time in a unit that gives a handy number. */
export function secondsText(seconds: number): string {
  const [unit, size] = UNITS.find(([, size, from]) => seconds >= from * size) ?? UNITS.at(-1)!;
  return seconds === 0 ? '0 s' : `${shortNumber(Number((seconds / size).toPrecision(3)))} ${unit}`;
}
