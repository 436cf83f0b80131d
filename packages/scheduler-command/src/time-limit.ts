import type { OptionValue } from './option-values.ts';

const UNIT_SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const UNITS = /^(?:\d+(?:\.\d+)?[smhd])+$/;
const UNIT = /(\d+(?:\.\d+)?)([smhd])/g;
/** `days-hours[:minutes[:seconds]]`. */
const DAYS = /^(\d+)-(\d+)(?::(\d+)(?::(\d+))?)?$/;
/** `minutes`, `minutes:seconds`, `hours:minutes:seconds`. */
const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+)$/;

/**
 * Returns a time limit in seconds, rounded up, or undefined if it is invalid.
 *
 * The limit is a number with a unit (`90s`, `15m`, `1h`, `2d`, `1h30m`), one of Slurm's formats
 * (`30`, `30:00`, `1:30:00`, `1-12`, `1-12:30`, `1-12:30:00`), or `UNLIMITED`. A number without a
 * unit is minutes, with every scheduler.
 *
 * @example
 * ```ts
 * secondsOf('1h30m'); // => 5400
 * secondsOf('1-12'); // => 129600
 * secondsOf('soon'); // => undefined
 * ```
 */
export function secondsOf(limit: unknown): number | undefined {
  const written = String(limit).trim();
  if (/^(unlimited|infinite)$/i.test(written)) return Infinity;
  const seconds = inUnits(written) ?? inDays(written) ?? onClock(written);
  return seconds !== undefined && seconds > 0 ? Math.ceil(seconds) : undefined;
}

/**
 * Returns the values of a time limit in the form of one scheduler.
 *
 * @param write Returns the form of a number of seconds, which can be `Infinity`.
 *
 * @example
 * ```ts
 * timeLimit((seconds) => `h_rt=${seconds}`).write('15m'); // => 'h_rt=900'
 * ```
 */
export function timeLimit(write: (seconds: number) => string): OptionValue {
  return {
    expected: 'a time such as 15m, 1h30m, 2d, or 1-12:30:00',
    write: (value) => {
      const seconds = secondsOf(value);
      return seconds === undefined ? undefined : write(seconds);
    },
  };
}

function inUnits(written: string): number | undefined {
  const lower = written.toLowerCase();
  if (!UNITS.test(lower)) return undefined;
  return [...lower.matchAll(UNIT)].reduce(
    (sum, [, amount, unit]) =>
      sum + Number(amount) * UNIT_SECONDS[unit as keyof typeof UNIT_SECONDS],
    0,
  );
}

function inDays(written: string): number | undefined {
  const [found, days, hours, minutes = 0, seconds = 0] = DAYS.exec(written) ?? [];
  if (found === undefined) return undefined;
  return (Number(days) * 24 + Number(hours)) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function onClock(written: string): number | undefined {
  const [found, hours = 0, minutes, last] = CLOCK.exec(written) ?? [];
  if (found === undefined) return undefined;
  if (minutes === undefined) return Number(last) * 60;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(last);
}
