import { plainValue } from '@psyrun/columns/internal';
import { PsyrunError } from '@psyrun/core';
import { add, multiply } from '../numeric/double-double.ts';
import { exp, log } from '../numeric/exp-log.ts';
import { normalQuantile } from '../numeric/normal-quantile.ts';
import type { Seed } from '../random/random-stream.ts';
import { finite, unusable } from './arguments.ts';
import type { Axis } from './axis.ts';
import { RandomAxis } from './random-axis.ts';

/**
 * Returns `count` draws, uniform from `low` up to `high`.
 *
 * Draw `i` depends only on the seed and on `i`: it is the same on every machine, and it does not
 * change when the count grows. Two axes of one `param` need different seeds; otherwise their draws
 * would be equal. Throws `PSYRUN_ARGUMENT` for bounds that are not finite or not in order, and for
 * an invalid count or seed.
 *
 * @example
 * ```ts
 * const axis = uniform(0, 10, 3, 'radius');
 * Array.from(axis).every((value) => value >= 0 && value < 10); // => true
 * axis.at(2) === uniform(0, 10, 1000, 'radius').at(2); // => true
 * ```
 */
export function uniform(low: number, high: number, count: number, seed: Seed): Axis<number> {
  finite('uniform', { low, high });
  finite('uniform', { range: high - low });
  inOrder('uniform', low, high);
  return new RandomAxis('uniform', [low, high, count, seed], (stream, index) => {
    return low + (high - low) * stream.uniform(index);
  });
}

/**
 * Returns `count` draws whose logarithms are uniform from that of `low` to that of `high`. Both
 * bounds must be positive. Otherwise it is like {@link uniform}.
 *
 * @example
 * ```ts
 * const rates = Array.from(logUniform(1e-5, 1e-1, 100, 'learning rate'));
 * rates.every((rate) => rate >= 1e-5 && rate <= 1e-1); // => true
 * ```
 */
export function logUniform(low: number, high: number, count: number, seed: Seed): Axis<number> {
  finite('logUniform', { low, high });
  inOrder('logUniform', low, high);
  if (low <= 0) throw unusable('logUniform', 'low', low, 'a positive number');
  const logLow = log(low);
  const width = add(log(high), [-logLow[0], -logLow[1]]);
  return new RandomAxis('logUniform', [low, high, count, seed], (stream, index) => {
    const value = exp(add(logLow, multiply(width, [stream.uniform(index), 0])));
    return Math.min(high, Math.max(low, value));
  });
}

/**
 * Returns `count` draws from the normal distribution with this mean and standard deviation;
 * otherwise it is like {@link uniform}.
 *
 * @example
 * ```ts
 * normal(0, 1, 5, 42).length; // => 5
 * ```
 */
export function normal(mean: number, sd: number, count: number, seed: Seed): Axis<number> {
  finite('normal', { mean, sd });
  if (sd < 0) throw unusable('normal', 'sd', sd, 'a number that is not negative');
  return new RandomAxis('normal', [mean, sd, count, seed], (stream, index) => {
    return mean + sd * normalQuantile(stream.between(index));
  });
}

/**
 * Returns `count` draws from a list of values, each with the same probability; otherwise it is like
 * {@link uniform}.
 *
 * @example
 * ```ts
 * const kernels = choice(['linear', 'rbf'], 10, 'kernel');
 * Array.from(kernels).every((kernel) => ['linear', 'rbf'].includes(kernel)); // => true
 * ```
 */
export function choice<T>(values: ArrayLike<T>, count: number, seed: Seed): Axis<T> {
  const list = isIterable(values) ? (plainValue(Array.from(values)) as T[]) : [];
  if (list.length === 0) {
    throw new PsyrunError('PSYRUN_ARGUMENT', 'choice has no values to choose from.', {
      hint: 'Give a list with at least one value.',
    });
  }
  return new RandomAxis('choice', [list, count, seed], (stream, index) => {
    return list[Math.floor(stream.uniform(index) * list.length)]!;
  });
}

/** A bare length is not a list: a frozen space from elsewhere may claim any length. */
function isIterable(values: object | null): boolean {
  return typeof values === 'object' && values !== null && Symbol.iterator in values;
}

function inOrder(builder: string, low: number, high: number): void {
  if (low > high) throw unusable(builder, 'low', low, `at most ${high}, which is high`);
}
