import type { Column } from '@psyrun/core';
import { LONGEST_LIST } from '../exact-length.ts';
import type { FrozenAxis } from '../frozen/format.ts';

/**
 * The values of one parameter, which the builders return. The values need not be in memory.
 *
 * An axis is a column: it has a length, can be indexed and iterated, and `Array.from` makes a list
 * of it.
 *
 * @example
 * ```ts
 * const axis = linspace(0, 1, 5);
 * axis.length; // => 5
 * axis.at(-1); // => 1
 * Array.from(axis); // => [0, 0.25, 0.5, 0.75, 1]
 * ```
 */
export abstract class Axis<T = unknown> implements Column<T> {
  /** The number of values, at most 2^53. */
  abstract readonly length: number;
  /** True if no value occurs twice and `indicesOf` needs no hash table. */
  readonly computed: boolean = false;

  /** True if the numbers are floats by nature, also if all of them are integers. */
  get isFloat(): boolean {
    return false;
  }

  /** The source of random values; two axes with the same source have the same draws. */
  readonly source: string | undefined = undefined;

  /** Returns value `index`, which is in range. */
  abstract value(index: number): T;
  /** Returns the ascending indices of a value. */
  abstract indicesOf(value: unknown): readonly number[];
  /** Returns the axis as data. */
  abstract freeze(): FrozenAxis;

  /**
   * Returns the values that somebody gave, to be checked: all that can be listed. A formula that
   * makes numbers is given none.
   */
  given(): Iterable<T> {
    return this.length <= LONGEST_LIST ? this : [];
  }

  /** Returns value `index`; negative indices count from the end. Undefined outside of the axis. */
  at(index: number): T | undefined {
    const i = index < 0 ? index + this.length : index;
    return Number.isInteger(i) && i >= 0 && i < this.length ? this.value(i) : undefined;
  }

  /** All values, in order. */
  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (let i = 0; i < this.length; i++) yield this.value(i);
  }
}
