/** Code of a row without a value. */
export const NO_CODE = 0;
/** Codes of infinite values. */
const BELOW = 1;
const ABOVE = 2;
/** The first code of a finite value. */
const FIRST = 3;
/** Most different values that are kept as they are. */
const MOST_VALUES = 1024;
/** The ratio of the largest to the smallest value from which steps are equal ratios. */
const WIDE = 1000;

/** The rule by which codes become numbers again. */
export type Scale =
  /** Code 3 is the first of these values, and so on. No error. */
  | { readonly kind: 'values'; readonly values: readonly number[] }
  /** Equal steps; each number is off by at most half a step. */
  | LevelScale<'linear'>
  /** Steps of equal ratio, of positive numbers. */
  | LevelScale<'log'>;

interface LevelScale<K extends string> {
  readonly kind: K;
  readonly least: number;
  readonly most: number;
  /** Number of steps. */
  readonly steps: number;
}

/** Numbers as small codes. */
export interface Quantised {
  /** A code for each number, below 2^16. */
  readonly codes: Uint16Array;
  readonly scale: Scale;
}

/**
 * Returns numbers as codes of about `bits` bits, at most 16. NaN has none. At most 1,024 different
 * numbers are kept exactly; infinities always are. {@link errorOf} tells how far the others are off.
 *
 * @example
 * ```ts
 * const { codes, scale } = quantise(Float64Array.of(1, NaN, 3), 10);
 * Array.from(codes, (code) => tableOf(scale)[code]); // => [1, NaN, 3]
 * ```
 */
export function quantise(numbers: Float64Array, bits: number): Quantised {
  const scale = valuesScale(numbers) ?? levelScale(numbers, 2 ** bits - FIRST - 1);
  return { codes: numbers.length === 0 ? new Uint16Array() : coded(numbers, scale), scale };
}

/** Returns the number of each code; NaN for {@link NO_CODE}. */
export function tableOf(scale: Scale): Float64Array {
  const values = scale.kind === 'values' ? scale.values : levels(scale);
  return Float64Array.of(NaN, -Infinity, Infinity, ...values);
}

/** The most that a number is off: by an amount, or by a part of the number itself. */
export interface QuantisingError {
  readonly absolute: number;
  readonly relative: number;
}

/** Returns how far numbers may be off. One of the two is 0. */
export function errorOf(scale: Scale): QuantisingError {
  if (scale.kind === 'values') return { absolute: 0, relative: 0 };
  const { kind, least, most, steps } = scale;
  if (kind === 'linear') return { absolute: (most / steps - least / steps) / 2, relative: 0 };
  return { absolute: 0, relative: (most / least) ** (1 / steps / 2) - 1 };
}

function valuesScale(numbers: Float64Array): Scale | undefined {
  const values = new Set<number>();
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    values.add(number);
    if (values.size > MOST_VALUES) return undefined;
  }
  return { kind: 'values', values: [...values].sort((a, b) => a - b) };
}

function levelScale(numbers: Float64Array, steps: number): LevelScale<'linear' | 'log'> {
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  return { kind: least > 0 && most / least > WIDE ? 'log' : 'linear', least, most, steps };
}

function levels({ kind, least, most, steps }: LevelScale<'linear' | 'log'>): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => {
    const part = i / steps;
    if (kind === 'log') return least * (most / least) ** part;
    return least * (1 - part) + most * part;
  });
}

function coded(numbers: Float64Array, scale: Scale): Uint16Array {
  const codeOf = scale.kind === 'values' ? listed(scale.values) : levelled(scale);
  return Uint16Array.from(numbers, (number) => {
    if (Number.isFinite(number)) return FIRST + codeOf(number);
    return Number.isNaN(number) ? NO_CODE : number < 0 ? BELOW : ABOVE;
  });
}

function listed(values: readonly number[]): (number: number) => number {
  const codes = new Map(values.map((value, code) => [value, code]));
  return (number) => codes.get(number)!;
}

function levelled({ kind, least, most, steps }: LevelScale<'linear' | 'log'>) {
  if (kind === 'log') {
    const scaled = steps / Math.log(most / least);
    return (number: number) => Math.round(Math.log(number / least) * scaled);
  }
  // Halves, as the difference of two finite numbers may be infinite.
  const scaled = steps / (most / 2 - least / 2);
  return (number: number) => Math.round((number / 2 - least / 2) * scaled);
}
