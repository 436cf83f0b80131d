import { PsyrunError } from '@psyrun/core';
import { multiply, type DoubleDouble } from '../numeric/double-double.ts';
import { exp, log } from '../numeric/exp-log.ts';
import { finite } from './arguments.ts';
import { linspace } from './linspace.ts';
import type { Axis } from './axis.ts';
import { MonotoneAxis } from './monotone-axis.ts';

/**
 * Returns `count` powers of `base`, with exponents at equal distances from `start` to `stop`.
 *
 * The exponents are those of {@link linspace}. Each power is rounded once and is the same on every
 * machine. It equals the power of NumPy's `logspace`, except for the last digit. Throws
 * `PSYRUN_ARGUMENT` for numbers that are not finite, a base that is not positive and a count that
 * is not an integer.
 *
 * @example
 * ```ts
 * Array.from(logspace(-1, 2, 4)); // => [0.1, 1, 10, 100]
 * Array.from(logspace(0, 3, 4, 2)); // => [1, 2, 4, 8]
 * ```
 */
export function logspace(start: number, stop: number, count: number, base = 10): Axis<number> {
  finite('logspace', { start, stop, base });
  if (base <= 0) throw new PsyrunError('PSYRUN_ARGUMENT', 'The base of logspace is not positive.');
  return new LogspaceAxis(start, stop, count, base);
}

class LogspaceAxis extends MonotoneAxis {
  readonly #exponents: Axis<number>;
  readonly #logBase: DoubleDouble;

  constructor(start: number, stop: number, count: number, base: number) {
    super(count, 'logspace', [start, stop, count, base]);
    this.#exponents = linspace(start, stop, count);
    this.#logBase = log(base);
  }

  override get isFloat(): boolean {
    return true;
  }

  value(index: number): number {
    return exp(multiply(this.#logBase, [this.#exponents.value(index), 0]));
  }
}
