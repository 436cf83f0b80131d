import { finite, wholeCount } from './arguments.ts';
import type { Axis } from './axis.ts';
import { MonotoneAxis } from './monotone-axis.ts';

/**
 * Returns `count` numbers at equal distances from `start` to `stop`, both included.
 *
 * The values equal those of NumPy's `linspace` to the last bit; the end points are exact. Throws
 * `PSYRUN_ARGUMENT` for numbers that are not finite and for a count that is not an integer.
 *
 * @example
 * ```ts
 * Array.from(linspace(0, 1, 5)); // => [0, 0.25, 0.5, 0.75, 1]
 * ```
 */
export function linspace(start: number, stop: number, count: number): Axis<number> {
  finite('linspace', { start, stop });
  finite('linspace', { 'stop - start': stop - start });
  wholeCount('linspace', count);
  return new LinspaceAxis(start, stop, count);
}

class LinspaceAxis extends MonotoneAxis {
  readonly #start: number;
  readonly #stop: number;
  readonly #steps: number;
  readonly #step: number;

  constructor(start: number, stop: number, count: number) {
    super(count, 'linspace', [start, stop, count]);
    this.#start = start;
    this.#stop = stop;
    this.#steps = count - 1;
    this.#step = (stop - start) / this.#steps;
  }

  override get isFloat(): boolean {
    return true;
  }

  value(index: number): number {
    if (index === 0) return this.#start;
    if (index === this.#steps) return this.#stop;
    // If the step is too small for a float, it is rounded only after the multiplication.
    if (this.#step === 0) return (index / this.#steps) * (this.#stop - this.#start) + this.#start;
    return index * this.#step + this.#start;
  }
}
