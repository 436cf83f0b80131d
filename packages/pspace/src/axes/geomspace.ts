import { PsyrunError } from '@psyrun/core';
import { add, divide, multiply, type DoubleDouble } from '../numeric/double-double.ts';
import { exp, log } from '../numeric/exp-log.ts';
import { finite, wholeCount } from './arguments.ts';
import type { Axis } from './axis.ts';
import { MonotoneAxis } from './monotone-axis.ts';

/**
 * `count` numbers at equal ratios from `start` to `stop`, both included exactly.
 *
 * Each number is rounded once, the same on every machine, and is that of NumPy's `geomspace` but
 * for its last digits, where NumPy's is less exact. Throws `PSYRUN_ARGUMENT` for a zero, end points
 * of different sign, numbers that are not finite and a count that is not whole.
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
  private readonly start: number;
  private readonly stop: number;
  private readonly logStart: DoubleDouble;
  private readonly logRatio: DoubleDouble;

  constructor(start: number, stop: number, count: number) {
    super(count, 'geomspace', [start, stop, count]);
    this.start = start;
    this.stop = stop;
    this.logStart = log(Math.abs(start));
    const [high, low] = this.logStart;
    this.logRatio = add(log(Math.abs(stop)), [-high, -low]);
  }

  value(index: number): number {
    if (index === 0) return this.start;
    if (index === this.length - 1) return this.stop;
    const part = divide(multiply(this.logRatio, [index, 0]), this.length - 1);
    return Math.sign(this.start) * exp(add(this.logStart, part));
  }
}
