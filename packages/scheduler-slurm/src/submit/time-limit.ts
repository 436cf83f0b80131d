import type { OptionValue } from '@psyrun/scheduler-command';

const UNIT_MINUTES = { s: 1 / 60, m: 1, h: 60, d: 24 * 60 } as const;
const UNITS = /^(?:\d+(?:\.\d+)?[smhd])+$/;
const UNIT = /(\d+(?:\.\d+)?)([smhd])/g;
/** `days-hours[:minutes[:seconds]]` of Slurm. */
const DAYS = /^(\d+)-(\d+)(?::(\d+)(?::(\d+))?)?$/;
/** `minutes`, `minutes:seconds`, `hours:minutes:seconds` of Slurm. */
const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+)$/;

/**
 * Returns a time limit in minutes, rounded up as Slurm does, or undefined if it is invalid.
 *
 * The limit is a number with a unit (`90s`, `15m`, `1h`, `2d`, `1h30m`), one of Slurm's formats
 * (`30`, `30:00`, `1:30:00`, `1-12`, `1-12:30`, `1-12:30:00`), or `UNLIMITED`. A number without a
 * unit is minutes.
 *
 * @example
 * ```ts
 * minutesOf('1h30m'); // => 90
 * minutesOf('1-12'); // => 2160
 * minutesOf('soon'); // => undefined
 * ```
 */
export function minutesOf(limit: unknown): number | undefined {
  const written = String(limit).trim();
  if (/^(unlimited|infinite)$/i.test(written)) return Infinity;
  const minutes = inUnits(written) ?? inDays(written) ?? onClock(written);
  return minutes !== undefined && minutes > 0 ? Math.ceil(minutes) : undefined;
}

/** A time limit, written for Slurm in minutes, because Slurm refuses `1h`. */
export const timeLimit: OptionValue = {
  expected: 'a time such as 15m, 1h30m, 2d, or 1-12:30:00',
  write: (value) => {
    const minutes = minutesOf(value);
    return minutes === Infinity ? 'UNLIMITED' : minutes?.toString();
  },
};

function inUnits(written: string): number | undefined {
  const lower = written.toLowerCase();
  if (!UNITS.test(lower)) return undefined;
  return [...lower.matchAll(UNIT)].reduce(
    (sum, [, amount, unit]) =>
      sum + Number(amount) * UNIT_MINUTES[unit as keyof typeof UNIT_MINUTES],
    0,
  );
}

function inDays(written: string): number | undefined {
  const [found, days, hours, minutes = 0, seconds = 0] = DAYS.exec(written) ?? [];
  if (found === undefined) return undefined;
  return (Number(days) * 24 + Number(hours)) * 60 + Number(minutes) + Number(seconds) / 60;
}

function onClock(written: string): number | undefined {
  const [found, hours = 0, minutes, last] = CLOCK.exec(written) ?? [];
  if (found === undefined) return undefined;
  if (minutes === undefined) return Number(last);
  return Number(hours) * 60 + Number(minutes) + Number(last) / 60;
}
