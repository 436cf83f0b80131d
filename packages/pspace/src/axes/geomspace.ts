import { PsyrunError } from '@psyrun/core';
import { add, divide, multiply, type DoubleDouble } from '../numeric/double-double.ts';
import { exp, log } from '../numeric/exp-log.ts';
import { finite, wholeCount } from './arguments.ts';
import type { Axis } from './axis.ts';
import { MonotoneAxis } from './monotone-axis.ts';

/**
 * Returns `count` numbers at equal ratios from `start` to `stop`, both included exactly.
 *
 * Each number is rounded once and is the same on every machine. It equals the number of NumPy's
 * `geomspace`, except for the last digits, where NumPy is less exact. Throws `PSYRUN_ARGUMENT` for
 * a zero, end points of different sign, numbers that are not finite and a count that is not an
 * integer.
 *
 * @example
 * ```ts
 * Array.from(geomspace(1, 1000, 4)); // => [1, 10, 100, 1000]
 * Array.from(geomspace(-8, -1, 4)); // => [-8, -4, -2, -1]
 * ```
 */
export function geomspace(start: number, stop: number, count: number): Axis<number> {
  finite('geomspace', { start, stop });
  wholeCount('geomspace', count);
  if (!(start * Math.sign(stop) > 0)) {
    throw new PsyrunError(
      'PSYRUN_ARGUMENT',
      `geomspace cannot go from ${start} to ${stop}: ratios never reach or pass 0.`,
      { hint: 'Give two numbers of the same sign, or use linspace.' },
    );
  }
  return new GeomspaceAxis(start, stop, count);
}

class GeomspaceAxis extends MonotoneAxis {
  readonly #start: number;
  readonly #stop: number;
  readonly #logStart: DoubleDouble;
  readonly #logRatio: DoubleDouble;

  constructor(start: number, stop: number, count: number) {
    super(count, 'geomspace', [start, stop, count]);
    this.#start = start;
    this.#stop = stop;
    this.#logStart = log(Math.abs(start));
    const [high, low] = this.#logStart;
    this.#logRatio = add(log(Math.abs(stop)), [-high, -low]);
  }

  override get isFloat(): boolean {
    return true;
  }

  value(index: number): number {
    if (index === 0) return this.#start;
    if (index === this.length - 1) return this.#stop;
    const part = divide(multiply(this.#logRatio, [index, 0]), this.length - 1);
    return Math.sign(this.#start) * exp(add(this.#logStart, part));
  }
}
