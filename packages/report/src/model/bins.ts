import type { SpaceAxis } from './space-axis.ts';
import { shortNumber, valueText } from './value-text.ts';

/** Groups of neighbouring values. */
export interface Bins {
  readonly key: string;
  /** The bin of each row; 65535 for rows without a value. */
  readonly of: Uint16Array;
  /** A name of each bin. */
  readonly labels: readonly string[];
  /** The bounds of each bin, of numbers. A bin has the numbers from the first up to the second. */
  readonly bounds?: readonly (readonly [number, number])[];
}

/** The bin of a row without a value. */
export const NO_BIN = 0xffff;

/**
 * Returns a bin for each value of a parameter, or for ranges of values if they are more than `most`.
 * The last bin has the values that are beyond, if they are not numbers.
 */
export function binsOf(axis: SpaceAxis, most: number): Bins {
  const { key, values, codes, areNumbers, absent } = axis;
  const present = absent < 0 ? values.length : values.length - 1;
  if (areNumbers && present > most) {
    const numbers = Float64Array.from(codes, (code) => values[code] as number);
    return numberBins(key, numbers, most);
  }
  const last = Math.min(present, most) - 1;
  const shown = values.filter((_, i) => i !== absent);
  const binOf = values.map((_, i) => {
    if (i === absent) return NO_BIN;
    return Math.min(i - (absent >= 0 && i > absent ? 1 : 0), last);
  });
  const labels = shown.slice(0, most).map((value) => valueText(value));
  if (present > most) labels[last] = `${present - last} others`;
  const bounds = areNumbers
    ? shown.map((value) => [value as number, value as number] as const)
    : undefined;
  return {
    key,
    of: Uint16Array.from(codes, (code) => binOf[code]!),
    labels,
    ...(bounds && { bounds }),
  };
}

/** Returns `count` bins of equal width for numbers. NaN and infinities have none. */
export function numberBins(key: string, numbers: ArrayLike<number>, count: number): Bins {
  const { least, most } = rangeOf(numbers);
  if (!(least <= most))
    return { key, of: new Uint16Array(numbers.length).fill(NO_BIN), labels: [] };
  const size = least === most ? 1 : count;
  const edge = (i: number): number =>
    i === size ? most : least + (most / size - least / size) * i;
  const of = new Uint16Array(numbers.length).fill(NO_BIN);
  const scaled = most === least ? 0 : size / (most / 2 - least / 2) / 2;
  for (let i = 0; i < of.length; i++) {
    const number = numbers[i]!;
    if (number - number === 0) of[i] = Math.min(size - 1, Math.floor((number - least) * scaled));
  }
  const bounds = Array.from({ length: size }, (_, i) => [edge(i), edge(i + 1)] as const);
  const labels = bounds.map(([from, to]) =>
    from === to ? shortNumber(from) : `${shortNumber(from)} to ${shortNumber(to)}`,
  );
  return { key, of, labels, bounds };
}

/** Returns the least and the most finite number; Infinity and -Infinity without one. */
export function rangeOf(numbers: ArrayLike<number>): { least: number; most: number } {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    if (number - number !== 0) continue;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  return { least, most };
}
