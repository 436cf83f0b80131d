import { PsyrunError } from '@psyrun/core';
import { finite } from './arguments.ts';
import type { Axis } from './axis.ts';
import { MonotoneAxis } from './monotone-axis.ts';

/**
 * Returns the numbers from `start` up to, but without, `stop`, `step` apart; `range(n)` counts from
 * 0 to `n - 1`.
 *
 * The values equal those of NumPy's `arange` to the last bit: value `i` is `start + i · delta`,
 * where `delta` is `step` as rounded by adding it to `start`. Throws `PSYRUN_ARGUMENT` for a step
 * of 0 and for numbers that are not finite, `PSYRUN_SPACE_TOO_LARGE` beyond 2^53 values.
 *
 * @example
 * ```ts
 * Array.from(range(3)); // => [0, 1, 2]
 * Array.from(range(10, 0, -4)); // => [10, 6, 2]
 * range(1e12).length; // => 1000000000000
 * ```
 */
export function range(stop: number): Axis<number>;
export function range(start: number, stop: number, step?: number): Axis<number>;
export function range(...args: [number, number?, number?]): Axis<number> {
  const [start, stop, step] =
    args.length === 1 ? [0, args[0], 1] : [args[0], args[1]!, args[2] ?? 1];
  finite('range', { start, stop, step });
  if (step === 0) throw new PsyrunError('PSYRUN_ARGUMENT', 'The step of a range cannot be 0.');
  return new RangeAxis(start, stop, step);
}

class RangeAxis extends MonotoneAxis {
  readonly #start: number;
  readonly #delta: number;

  constructor(start: number, stop: number, step: number) {
    const length = Math.max(0, Math.ceil((stop - start) / step));
    if (length > 2 ** 53) throw tooLong(start, stop, step);
    super(length, 'range', [start, stop, step]);
    this.#start = start;
    this.#delta = start + step - start;
  }

  /** As for NumPy's `arange`: true if an argument is not an integer. */
  override get isFloat(): boolean {
    return !this.args.every(Number.isInteger);
  }

  value(index: number): number {
    return this.#start + index * this.#delta;
  }
}

function tooLong(start: number, stop: number, step: number): PsyrunError {
  return new PsyrunError(
    'PSYRUN_SPACE_TOO_LARGE',
    `A range from ${start} to ${stop} in steps of ${step} has more than 2^53 values.`,
    { hint: 'Take a larger step.' },
  );
}
