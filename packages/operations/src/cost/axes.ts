import { canonicalValue, type Row } from '@psyrun/core';

/** Most values of a parameter that are told apart one by one. */
const MOST_LEVELS = 30;
/** Values beyond the known ones by this part of their half range are no further than chance. */
const NEAR = 0.1;
/** Values of a parameter that is not a number, from which on further ones may be like them. */
const ENOUGH_LEVELS = 10;

/** Durations may depend on a parameter as on a number, by its value or its logarithm, or on each value. */
export interface Axis {
  readonly key: string;
  /** Mean and half range of what rows with a known duration have; undefined if the values are no numbers. */
  readonly number?: Scale;
  /** The same for the logarithm; undefined if values are below 0. */
  readonly log?: Logarithm;
  /** The values one by one, in their canonical form; undefined if there are too many, or others to come. */
  readonly levels?: readonly string[];
  /** True if rows to come have values well outside of the range of the known ones. */
  readonly isBeyond: boolean;
}

/** A logarithm, of the value itself or, where values are 0, of the value plus `shift`. */
export interface Logarithm extends Scale {
  readonly shift: number;
}

/** Makes numbers about as large as 1. */
export interface Scale {
  readonly middle: number;
  readonly half: number;
}

/**
 * Returns on which parameters durations may depend, or the first parameter of which too little is known:
 * rows to come have other values than all rows with a known duration.
 */
export function axesOf(
  keys: readonly string[],
  known: readonly Row[],
  toCome: readonly Row[],
): readonly Axis[] | { readonly unknown: string } {
  const axes: Axis[] = [];
  for (const key of keys) {
    const axis = axisOf(
      key,
      known.map((row) => row[key]),
      toCome.map((row) => row[key]),
    );
    if (axis === 'unknown') return { unknown: key };
    if (axis !== undefined) axes.push(axis);
  }
  return axes;
}

/** Returns undefined if all rows have the same value. */
function axisOf(
  key: string,
  known: readonly unknown[],
  toCome: readonly unknown[],
): Axis | 'unknown' | undefined {
  const levels = new Set(known.map(canonicalValue));
  const others = toCome.some((value) => !levels.has(canonicalValue(value)));
  const areNumbers = isNumbers(known) && isNumbers(toCome);
  if (levels.size === 1) {
    if (!others) return undefined;
    // A number that no known row has may be that of a trial, which costs nothing.
    return areNumbers ? { key, isBeyond: true } : 'unknown';
  }
  const few = levels.size <= MOST_LEVELS && !others && { levels: [...levels].sort() };
  if (!areNumbers) {
    if (others && levels.size < ENOUGH_LEVELS) return 'unknown';
    return few ? { key, isBeyond: false, ...few } : undefined;
  }
  const number = scaleOf(known);
  const log = logarithmOf(known, toCome);
  const isBeyond = toCome.some(
    (value) => Math.abs(value - number.middle) > number.half * (1 + NEAR),
  );
  return { key, number, isBeyond, ...(log && { log }), ...(levels.size > 2 && few) };
}

function isNumbers(values: readonly unknown[]): values is readonly number[] {
  return values.every((value) => Number.isFinite(value));
}

function logarithmOf(known: readonly number[], toCome: readonly number[]): Logarithm | undefined {
  const positive = [...known, ...toCome].filter((value) => value !== 0);
  const least = positive.reduce((a, b) => Math.min(a, b), Infinity);
  if (least < 0) return undefined;
  const shift = positive.length === known.length + toCome.length ? 0 : least;
  return { ...scaleOf(known.map((value) => Math.log(value + shift))), shift };
}

function scaleOf(values: readonly number[]): Scale {
  const least = values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return { middle: (least + most) / 2, half: (most - least) / 2 };
}
