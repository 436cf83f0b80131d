/** Most characters of a value that are shown. */
const LONGEST = 40;

/** Returns a value for people, on one line. */
export function valueText(value: unknown): string {
  if (typeof value === 'number') return shortNumber(value);
  const text =
    value instanceof Date ? dateText(value) : typeof value === 'string' ? value : exactText(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Returns a date without the parts of a day or a second that are zero. */
function dateText(date: Date): string {
  return date
    .toISOString()
    .replace(/(?:T00:00:00|:00)?\.000Z$/, (zeros) => (zeros.startsWith('T') ? '' : 'Z'));
}

/** Returns a number with at most four significant digits. */
export function shortNumber(number: number): string {
  if (Number.isInteger(number) && Math.abs(number) < 1e6) return String(number);
  const short = Number(number.toPrecision(4));
  const size = Math.abs(short);
  return size !== 0 && (size < 1e-3 || size >= 1e6) ? short.toExponential() : String(short);
}

/** Returns a value as JavaScript writes it, if JSON can hold it. */
export function exactText(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'bigint') return `${value}n`;
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? `${member}n` : member,
  );
}
