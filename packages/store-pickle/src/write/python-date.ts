/**
 * The ten bytes of a `datetime.datetime`: two of the year, one each of month, day, hour, minute
 * and second, three of microseconds (see `datetime.__reduce_ex__`). Undefined if the date is
 * invalid or its year not one that Python knows, 1 to 9999.
 */
export function datetimeState(date: Date): Uint8Array | undefined {
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) return undefined;
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
