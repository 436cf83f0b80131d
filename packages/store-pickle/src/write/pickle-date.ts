import type { PythonWriter } from './python-writer.ts';

/**
 * Writes `datetime.datetime(…, timezone.utc)`. Returns false, and writes nothing, if the date is
 * invalid or its year is not between 1 and 9999, which Python supports.
 */
export function pickleDate(writer: PythonWriter, date: Date): boolean {
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return false;
  writer.call('datetime', 'datetime', () => {
    writer.bytes(stateOf(date, year));
    writer.once('UTC', () =>
      writer.call('datetime', 'timezone', () =>
        writer.call('datetime', 'timedelta', () => writer.integer(0)),
      ),
    );
  });
  return true;
}

/** Year, month, day, hour, minute, second, microseconds, as `datetime.__reduce_ex__` packs them. */
function stateOf(date: Date, year: number): Uint8Array {
  const microseconds = date.getUTCMilliseconds() * 1000;
  return Uint8Array.of(
    year >> 8,
    year & 0xff,
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    microseconds >> 16,
    (microseconds >> 8) & 0xff,
    microseconds & 0xff,
  );
}
