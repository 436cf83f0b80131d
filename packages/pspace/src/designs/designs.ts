import { unusable } from '../axes/arguments.ts';
import type { Axis } from '../axes/axis.ts';
import { latinHypercubeAxis } from './latin-hypercube.ts';
import { sobolAxis } from './sobol.ts';
import { entriesOf } from '../operand.ts';
import { paramOf } from '../operators/param.ts';
import type { Seed } from '../random/random-stream.ts';
import { Space } from '../space.ts';

/** The lowest and the highest value of each parameter. */
export type Ranges = Readonly<Record<string, readonly [low: number, high: number]>>;

/** Rows that have a number for each of the ranges. */
export type Designed<R extends Ranges> = Space<{ [K in keyof R]: number }>;

/**
 * Returns `count` random rows that cover every range evenly: each range is divided into `count`
 * equal strata, and each stratum has one value (M. D. McKay, R. J. Beckman and W. J. Conover,
 * 1979).
 *
 * The values of a parameter depend on its name, the count and the seed. They are the same on every
 * machine. Throws `PSYRUN_ARGUMENT` for a range that is not finite or not in order.
 *
 * @example
 * ```ts
 * const design = latinHypercube({ x: [0, 10], y: [-1, 1] }, 10, 'first design');
 * design.length; // => 10
 * design.build().x.map(Math.floor).sort(); // => [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
 * ```
 */
export function latinHypercube<R extends Ranges>(
  ranges: R,
  count: number,
  seed: Seed,
): Designed<R> {
  return design(ranges, (low, high, key) => latinHypercubeAxis(low, high, key, count, seed));
}

/**
 * Returns the first `count` points of a Sobol' sequence, which fill the ranges more and more
 * finely. Powers of two are best for `count`.
 *
 * Without a seed the points are those of SciPy's `qmc.Sobol(d, scramble=False)`. With a seed the
 * same random bits are added to all points, so that the sequence does not begin in the corner.
 * Throws `PSYRUN_ARGUMENT` for more than 64 parameters or 2^32 points, and for a range that is not
 * finite.
 *
 * @example
 * ```ts
 * sobol({ x: [0, 1], y: [0, 1] }, 4).build(); // => { x: [0, 0.5, 0.75, 0.25], y: [0, 0.5, 0.25, 0.75] }
 * ```
 */
export function sobol<R extends Ranges>(ranges: R, count: number, seed?: Seed): Designed<R> {
  return design(ranges, (low, high, _, dimension) =>
    sobolAxis(low, high, dimension, count, seed ?? null),
  );
}

function design<R extends Ranges>(
  ranges: R,
  axisOf: (low: number, high: number, key: string, dimension: number) => Axis<number>,
): Designed<R> {
  const axes = entriesOf(ranges, '{ x: [0, 1] } for one parameter').map(([key, range], i) => {
    if (!Array.isArray(range)) throw unusable('a design', key, range, 'a list of low and high');
    return [key, { axis: axisOf(range[0], range[1], key, i) }] as const;
  });
  return new Space(paramOf(new Map(axes)));
}
