const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

const NAMED: ReadonlyMap<string, number> = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['infinity', Infinity],
  ['-inf', -Infinity],
  ['-infinity', -Infinity],
]);

/** Returns a printed value: a number if it looks like one, an integer with all digits, or a string. */
export function valueOf(text: string | undefined): unknown {
  if (text === undefined) return null;
  const trimmed = text.trim();
  const named = NAMED.get(trimmed.toLowerCase());
  if (named !== undefined) return named;
  if (!NUMBER.test(trimmed)) return text;
  const number = Number(trimmed);
  const isInexact = /^[+-]?\d+$/.test(trimmed) && !Number.isSafeInteger(number);
  return isInexact ? BigInt(trimmed.replace(/^\+/, '')) : number;
}
