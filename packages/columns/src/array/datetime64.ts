/** The unit of NumPy's dates and time differences: its name, and how many of it make one step. */
export type TimeUnit = readonly [name: string, count: number];

/** Attoseconds of the units that have a fixed length. */
const ATTOSECONDS: ReadonlyMap<string, bigint> = new Map([
  ['W', 604_800n * 10n ** 18n],
  ['D', 86_400n * 10n ** 18n],
  ['h', 3_600n * 10n ** 18n],
  ['m', 60n * 10n ** 18n],
  ['s', 10n ** 18n],
  ['ms', 10n ** 15n],
  ['us', 10n ** 12n],
  ['ns', 10n ** 9n],
  ['ps', 10n ** 6n],
  ['fs', 1000n],
  ['as', 1n],
]);
const MILLISECOND = 10n ** 15n;

/** NumPy's value for an unknown time (NaT). */
const NOT_A_TIME = -(2n ** 63n);

/** The units of dates. Without a unit (`generic`), NumPy knows only NaT. */
const DATE_UNITS: ReadonlySet<string> = new Set(['Y', 'M', 'generic', ...ATTOSECONDS.keys()]);
/** The units of time differences: years and months have no fixed length. */
const DIFFERENCE_UNITS: ReadonlySet<string> = new Set(['generic', ...ATTOSECONDS.keys()]);

/** True if {@link dateOfSteps} knows the unit; for time differences, {@link secondsOfSteps}. */
export function isTimeUnit(letter: 'M' | 'm', name: string): boolean {
  return (letter === 'M' ? DATE_UNITS : DIFFERENCE_UNITS).has(name);
}

/**
 * Returns the date of a `datetime64`, in UTC, cut to milliseconds; null for NaT. Undefined if it is
 * too far away for JavaScript, or if the unit is not one of dates.
 *
 * @example
 * ```ts
 * dateOfSteps(1n, ['D', 1])?.toISOString(); // => '1970-01-02T00:00:00.000Z'
 * dateOfSteps(-(2n ** 63n), ['D', 1]); // => null
 * ```
 */
export function dateOfSteps(steps: bigint, [name, count]: TimeUnit): Date | null | undefined {
  if (steps === NOT_A_TIME) return null;
  const date = new Date(millisecondsOf(steps * BigInt(count), name) ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function millisecondsOf(units: bigint, name: string): number | undefined {
  // `Date.UTC` would take the years 0 to 99 for 1900 to 1999.
  if (name === 'Y') return new Date(0).setUTCFullYear(1970 + Number(units), 0, 1);
  if (name === 'M') return new Date(0).setUTCFullYear(1970, Number(units), 1);
  const length = ATTOSECONDS.get(name);
  if (length === undefined) return undefined;
  const time = units * length;
  const below = ((time % MILLISECOND) + MILLISECOND) % MILLISECOND;
  return Number((time - below) / MILLISECOND);
}

/**
 * Returns the seconds of a `timedelta64`; NaN for NaT. Undefined if the unit has no fixed length.
 *
 * @example
 * ```ts
 * secondsOfSteps(1500n, ['ms', 1]); // => 1.5
 * ```
 */
export function secondsOfSteps(steps: bigint, [name, count]: TimeUnit): number | undefined {
  if (steps === NOT_A_TIME) return NaN;
  const length = ATTOSECONDS.get(name);
  if (length === undefined) return undefined;
  const nanoseconds = (steps * BigInt(count) * length) / 10n ** 9n;
  return Number(nanoseconds) / 1e9;
}
