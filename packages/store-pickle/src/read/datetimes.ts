import { Global } from './global.ts';
import type { Machine } from './machine.ts';
import { Part } from './part.ts';

/**
 * Python's dates and times. A `datetime` becomes a `Date`, in UTC if it has no time zone; parts of
 * a millisecond are cut off. A `date` becomes a `Date` at midnight UTC, a `timedelta` a number of
 * seconds, a `time` a string such as `12:30:00.250000`.
 */
export const DATETIMES: readonly (readonly [string, Global])[] = [
  ['datetime', new Global('datetime', datetime)],
  ['datetime', new Global('date', date)],
  ['datetime', new Global('time', time)],
  ['datetime', new Global('timedelta', timedelta)],
  ['datetime', new Global('timezone', timezone)],
];

/**
 * The highest bit of the month of a `datetime` and of the hour of a `time`, since Python 3.6: it
 * marks the second of two equal clock times.
 */
const FOLD = 0x80;

/** A time zone: seconds east of Greenwich. */
class Timezone extends Part {
  readonly label = 'a datetime.timezone';
  readonly offset: number;

  constructor(offset: number) {
    super();
    this.offset = offset;
  }
}

function timezone([offset]: readonly unknown[], machine: Machine): Timezone {
  return typeof offset === 'number'
    ? new Timezone(offset)
    : machine.fail('a time zone is not valid');
}

/** Days, seconds and microseconds. */
function timedelta(args: readonly unknown[], machine: Machine): number {
  const [days = 0, seconds = 0, microseconds = 0] = args;
  if (![days, seconds, microseconds].every(Number.isSafeInteger)) {
    machine.fail('a time difference is not made of integers');
  }
  return (days as number) * 86_400 + (seconds as number) + (microseconds as number) / 1e6;
}

/** Two bytes of year, month, day, hour, minute, second, three bytes of microseconds; time zone. */
function datetime([state, zone]: readonly unknown[], machine: Machine): Date {
  const bytes = packed(state, 10, machine);
  const offset = zone instanceof Timezone ? zone.offset : 0;
  if (zone !== undefined && !(zone instanceof Timezone)) machine.fail('a time zone is not valid');
  const milliseconds = Math.floor(microseconds(bytes, 7) / 1000);
  return utc(
    bytes,
    ((bytes[4]! * 60 + bytes[5]!) * 60 + bytes[6]! - offset) * 1000 + milliseconds,
    machine,
  );
}

function date([state]: readonly unknown[], machine: Machine): Date {
  return utc(packed(state, 4, machine), 0, machine);
}

function time([state, zone]: readonly unknown[], machine: Machine): string {
  if (zone !== undefined) machine.refuse('a datetime.time with a time zone');
  const bytes = packed(state, 6, machine);
  const [hour, minute, second] = [bytes[0]! & ~FOLD, bytes[1]!, bytes[2]!].map((n) => pad(n, 2));
  return `${hour}:${minute}:${second}.${pad(microseconds(bytes, 3), 6)}`;
}

/** The state of a date or time: bytes, or a string of the same codes from Python 2. */
function packed(state: unknown, length: number, machine: Machine): Uint8Array {
  const bytes = typeof state === 'string' ? Buffer.from(state, 'latin1') : state;
  if (!(bytes instanceof Uint8Array) || bytes.length !== length)
    machine.fail('a date is not valid');
  return bytes;
}

/** Returns the day in the first four bytes, and milliseconds after midnight of that day. */
function utc(bytes: Uint8Array, milliseconds: number, machine: Machine): Date {
  const [year, month, day] = [bytes[0]! * 256 + bytes[1]!, bytes[2]! & ~FOLD, bytes[3]!];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31)
    machine.fail('a date is not valid');
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  return new Date(midnight + milliseconds);
}

function microseconds(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 65_536 + bytes[at + 1]! * 256 + bytes[at + 2]!;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
