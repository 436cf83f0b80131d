import { PsyrunError } from '@psyrun/core';

/** A change of the unit of a parameter, as the numbers that correspond to each other. */
export interface Conversion {
  /** The name of the former unit. */
  readonly from: string;
  /** The name of the present unit. */
  readonly to: string;
  /** The numbers in the former unit, ascending. */
  readonly former: Float64Array;
  /** The numbers in the present unit, in the same order. */
  readonly present: Float64Array;
}

/** A change of the unit of a parameter, as functions. */
export interface UnitChange {
  /** The name of the unit in which former rows were recorded. */
  readonly from: string;
  /** The name of the unit of the space. */
  readonly to: string;
  /** Returns a former number in the present unit. */
  readonly convert: (former: number) => number;
  /** Returns a present number in the former unit. */
  readonly inverse: (present: number) => number;
}

/** The error of a few roundings, relative to the larger of two corresponding numbers. */
const ROUNDING = 2 ** -48;

/**
 * Returns the conversion of the values of a parameter. NaN, which a sum has for a missing value, needs none.
 *
 * Throws `PSYRUN_ARGUMENT` for a value that is not a finite number, if `convert` does not undo `inverse`,
 * and if two values have the same former number.
 */
export function conversionOf(
  key: string,
  { from, to, convert, inverse }: UnitChange,
  values: Iterable<unknown>,
): Conversion {
  const distinct = new Set<number>();
  for (const value of values) {
    const number = typeof value === 'bigint' ? Number(value) : value;
    if (Number.isNaN(number)) continue;
    if (!Number.isFinite(number)) throw unusable(key, `${String(value)} is not a finite number`);
    distinct.add((number as number) + 0);
  }
  const pairs = [...distinct].map((present) => [inverse(present), present] as const);
  for (const [former, present] of pairs) {
    if (Math.abs(convert(former) - present) <= roundingOf(former, present)) continue;
    const text = `inverse(${present}) is ${former}, but convert(${former}) is ${convert(former)}`;
    throw unusable(key, text);
  }
  pairs.sort(([a], [b]) => a - b);
  pairs.forEach(([former, present], i) => {
    const [before, other] = pairs[i - 1] ?? [-Infinity, 0];
    if (former - before > roundingOf(former, present) + roundingOf(before, other)) return;
    if (i > 0) throw unusable(key, `inverse is ${former} for ${other} and for ${present}`);
  });
  return {
    from,
    to,
    former: Float64Array.from(pairs, ([former]) => former),
    present: Float64Array.from(pairs, ([, present]) => present),
  };
}

/**
 * Returns a former number in the present unit, undefined if the space has no such value. Numbers that differ
 * by a few roundings are the same.
 */
export function converted({ former, present }: Conversion, value: unknown): unknown {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (Number.isNaN(number)) return number;
  if (typeof number !== 'number') return undefined;
  let [low, high] = [0, former.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (former[middle]! < number) low = middle + 1;
    else high = middle;
  }
  for (const i of [low - 1, low]) {
    const isNear = Math.abs(former[i]! - number) <= roundingOf(former[i]!, present[i]!);
    if (isNear) return present[i];
  }
  return undefined;
}

function roundingOf(former: number, present: number): number {
  return ROUNDING * Math.max(Math.abs(former), Math.abs(present));
}

function unusable(key: string, why: string): PsyrunError {
  return new PsyrunError(
    'PSYRUN_ARGUMENT',
    `The parameter ${JSON.stringify(key)} cannot be converted: ${why}.`,
    {
      hint: 'Give two functions of a number that undo each other, for different numbers.',
      fields: { key },
    },
  );
}
