import { canonicalValue, type ParameterSpace, type Row } from '@psyrun/core';
import type { TimedRow } from './row-times.ts';

/** Most values of a parameter by which durations are told apart. */
const MOST_VALUES = 100;
/** The part of the variance of durations that a parameter has to explain, so that it counts. */
const LEAST_EXPLAINED = 0.3;

/** Mean and variance of durations, in seconds. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** The durations of rows, and the parameter on which they depend most, if one is clear. */
export interface DurationModel {
  readonly all: Spread;
  /** The parameter, and the durations for each of its values by their canonical form. */
  readonly by?: { readonly key: string; readonly groups: ReadonlyMap<string, Spread> };
}

/**
 * Returns how long rows took, and by which parameter their durations differ most: one with few values, of
 * which each is known from at least one row, and that explains a third of the variance.
 */
export function durationModel(space: ParameterSpace, timed: readonly TimedRow[]): DurationModel {
  const all = spreadOf(timed.map(({ duration }) => duration));
  const rows = timed.map(({ index, duration }) => ({ row: space.at(index), duration }));
  let best: DurationModel['by'];
  let least = (1 - LEAST_EXPLAINED) * all.variance;
  for (const key of space.keys) {
    const groups = grouped(key, rows);
    if (groups === undefined || groups.size < 2 || 3 * groups.size > timed.length) continue;
    const within = withinVariance(groups);
    if (within < least) [best, least] = [{ key, groups }, within];
  }
  return best === undefined ? { all } : { all, by: best };
}

/**
 * Returns the durations that are expected of rows: undefined if they have a value that no row with a
 * known duration has, where that value decides.
 */
export function expectedDurations(
  { all, by }: DurationModel,
  rows: Iterable<Row>,
): Spread | undefined {
  const spreads: Spread[] = [];
  for (const row of rows) {
    const spread = by === undefined ? all : by.groups.get(canonicalValue(row[by.key]));
    if (spread === undefined) return undefined;
    spreads.push(spread);
  }
  const mean = average(spreads.map((spread) => spread.mean));
  const variance = average(spreads.map((spread) => spread.variance));
  return { count: spreads.length, mean, variance };
}

function grouped(
  key: string,
  rows: readonly { readonly row: Row; readonly duration: number }[],
): ReadonlyMap<string, Spread> | undefined {
  const durations = new Map<string, number[]>();
  for (const { row, duration } of rows) {
    const value = canonicalValue(row[key]);
    const group = durations.get(value);
    if (group === undefined) durations.set(value, [duration]);
    else group.push(duration);
    if (durations.size > MOST_VALUES) return undefined;
  }
  return new Map([...durations].map(([value, group]) => [value, spreadOf(group)]));
}

function withinVariance(groups: ReadonlyMap<string, Spread>): number {
  let [sum, count] = [0, 0];
  for (const group of groups.values()) {
    sum += group.variance * group.count;
    count += group.count;
  }
  return sum / count;
}

function spreadOf(values: readonly number[]): Spread {
  const mean = average(values);
  return {
    count: values.length,
    mean,
    variance: average(values.map((value) => (value - mean) ** 2)),
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
