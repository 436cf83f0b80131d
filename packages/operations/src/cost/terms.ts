import { canonicalValue, type Row } from '@psyrun/core';
import type { Axis, Scale } from './axes.ts';

/** A part of the sum that says how long a row takes: one or more numbers for each row. */
export interface Term {
  readonly axis: Axis;
  /** By the value itself, by its logarithm, or by each value. */
  readonly by: 'number' | 'log' | 'levels';
}

/** Returns the terms that a sum may have. */
export function possibleTerms(axes: readonly Axis[]): readonly Term[] {
  return axes.flatMap((axis) =>
    (['number', 'log', 'levels'] as const).flatMap((by) =>
      axis[by] === undefined ? [] : [{ axis, by }],
    ),
  );
}

/** True if a sum can have both terms: a trend has to be one where it goes on beyond what is known. */
export function goTogether(a: Term, b: Term): boolean {
  if (a.axis !== b.axis) return true;
  return a.by !== b.by && a.by !== 'levels' && b.by !== 'levels' && !a.axis.isBeyond;
}

/** Returns the numbers of a term for each row, as columns. */
export function columnsOf({ axis, by }: Term, rows: readonly Row[]): Float64Array[] {
  const values = rows.map((row) => row[axis.key]);
  if (by === 'levels') {
    const names = values.map(canonicalValue);
    // The first value is the one that the others are compared with.
    return axis
      .levels!.slice(1)
      .map((level) => Float64Array.from(names, (name) => Number(name === level)));
  }
  const numbers = values as readonly number[];
  if (by === 'number') return [Float64Array.from(numbers, (x) => scaled(x, axis.number!))];
  const log = axis.log!;
  return [Float64Array.from(numbers, (x) => scaled(Math.log(x + log.shift), log))];
}

function scaled(value: number, { middle, half }: Scale): number {
  return (value - middle) / half;
}
