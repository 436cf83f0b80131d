import { PsyrunError, type Row } from '@psyrun/core';
import { wholeCount } from './axes/arguments.ts';
import { range } from './axes/range.ts';
import { requireKey, requireValue } from './axes/require-values.ts';
import { conversionOf, type Conversion, type UnitChange } from './former/conversion.ts';
import { joinedFormer, type FormerRows } from './former/former-rows.ts';
import { inPresentKeys } from './former/in-present-keys.ts';
import type { SpaceNode } from './nodes/node.ts';
import { ShuffleNode } from './nodes/shuffle-node.ts';
import { SliceNode } from './nodes/slice-node.ts';
import { valuesOf } from './former/values-of.ts';
import { entriesOf, nodeOf, requireOne } from './operand.ts';
import { differenceOf, intersectionOf } from './operators/difference.ts';
import { distinctOf } from './operators/distinct.ts';
import { paramOf } from './operators/param.ts';
import { productOf } from './operators/product.ts';
import { sumOf } from './operators/sum.ts';
import { whenOf } from './operators/when.ts';
import { whereOf } from './operators/where.ts';
import { zipOf } from './operators/zip.ts';
import type { Seed } from './random/random-stream.ts';
import { SpaceRows } from './space-rows.ts';
import type { Disjoint, Joined, KeysWithin, SumRow, WhenRow } from './types.ts';

/**
 * A parameter space: an ordered collection of rows, defined by values and operators.
 *
 * Spaces are immutable. A row is made when it is used, so a space of 10^12 rows takes no more
 * memory than its axes. `at` and `indicesOf` take time in proportion to the number of operators,
 * not of rows. {@link param} makes spaces.
 *
 * @example
 * ```ts
 * const space = param({ radius: linspace(0, 1, 3) }).product(param({ trial: range(2) }));
 * space.length; // => 6
 * space.at(3); // => { radius: 0.5, trial: 1 }
 * space.indexOf({ radius: 0.5, trial: 1 }); // => 3
 * ```
 */
export class Space<R extends Row = Row> extends SpaceRows<R> {
  /**
   * Returns every row with every row of `other`, which varies faster.
   *
   * A space without keys changes nothing. Throws `PSYRUN_AMBIGUOUS_OPERATION` for a key that both
   * spaces have, `PSYRUN_SPACE_TOO_LARGE` beyond 2^53 rows.
   *
   * @example
   * ```ts
   * [...param({ a: [1, 2] }).product(param({ b: [3, 4] }))];
   * // => [{ a: 1, b: 3 }, { a: 1, b: 4 }, { a: 2, b: 3 }, { a: 2, b: 4 }]
   * ```
   */
  product<S extends Row>(
    other: Space<S> & Disjoint<R, S>,
    ...more: readonly never[]
  ): Space<Joined<R, S>> {
    requireOne('product', more);
    return this.#with(productOf([this.node, nodeOf(other)]), other);
  }

  /**
   * Returns the rows, then those of `other`. A key that one of the two lacks is NaN in its rows.
   *
   * Throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^53 rows.
   *
   * @example
   * ```ts
   * param({ a: [1] }).sum(param({ a: [2], b: [3] })).build(); // => { a: [1, 2], b: [NaN, 3] }
   * ```
   */
  sum<S extends Row>(other: Space<S>, ...more: readonly never[]): Space<SumRow<R, S>> {
    requireOne('sum', more);
    return this.#with(sumOf([this.node, nodeOf(other)]), other);
  }

  /**
   * Returns the rows that have the values of no row of `other` in the keys of `other`.
   *
   * Throws `PSYRUN_AMBIGUOUS_OPERATION` if `other` has a key that the space lacks.
   *
   * @example
   * ```ts
   * const grid = param({ a: [1, 2] }).product(param({ b: [1, 2] }));
   * grid.difference(param({ a: [1, 2], b: [1, 2] })).build(); // => { a: [1, 2], b: [2, 1] }
   * ```
   */
  difference<S extends Row>(
    other: Space<S> & KeysWithin<R, S>,
    ...more: readonly never[]
  ): Space<R> {
    requireOne('difference', more);
    return this.#with(differenceOf(this.node, inPresentKeys(nodeOf(other), this.former)));
  }

  /**
   * Returns the rows that have the values of some row of `other` in the keys of `other`: the rows
   * that {@link Space.difference} removes.
   *
   * Throws `PSYRUN_AMBIGUOUS_OPERATION` if `other` has a key that the space lacks.
   *
   * @example
   * ```ts
   * param({ a: [1, 2, 3] }).intersection(param({ a: [3, 2] })).build(); // => { a: [2, 3] }
   * ```
   */
  intersection<S extends Row>(
    other: Space<S> & KeysWithin<R, S>,
    ...more: readonly never[]
  ): Space<R> {
    requireOne('intersection', more);
    return this.#with(intersectionOf(this.node, inPresentKeys(nodeOf(other), this.former)));
  }

  /**
   * Returns the rows from `start` up to, but without, `end`, as `Array.prototype.slice` counts
   * them.
   *
   * @example
   * ```ts
   * param({ a: range(10) }).slice(-3, -1).build(); // => { a: [7, 8] }
   * ```
   */
  slice(start = 0, end: number = this.length): Space<R> {
    const from = clamped(start, this.length);
    const rows = Math.max(0, clamped(end, this.length) - from);
    return this.#with(new SliceNode(this.node, from, rows));
  }

  /**
   * Returns the rows side by side with those of `other`, which must have as many.
   *
   * Throws `PSYRUN_LENGTHS_DIFFER`, and `PSYRUN_AMBIGUOUS_OPERATION` for a key that both spaces
   * have.
   *
   * @example
   * ```ts
   * param({ a: [1, 2] }).zip(param({ b: [3, 4] })).build(); // => { a: [1, 2], b: [3, 4] }
   * ```
   */
  zip<S extends Row>(
    other: Space<S> & Disjoint<R, S>,
    ...more: readonly never[]
  ): Space<Joined<R, S>> {
    requireOne('zip', more);
    return this.#with(zipOf([this.node, nodeOf(other)]), other);
  }

  /**
   * Returns the rows for which `predicate` is true. It calls `predicate` at once, once for every
   * row.
   *
   * A frozen space holds the indices of these rows, not the predicate. Throws
   * `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 rows.
   *
   * @example
   * ```ts
   * const grid = param({ a: range(3) }).product(param({ b: range(3) }));
   * grid.where(({ a, b }) => a < b).build(); // => { a: [0, 0, 1], b: [1, 2, 2] }
   * ```
   */
  where(predicate: (row: R) => boolean): Space<R> {
    return this.#with(whereOf(this.node, predicate as (row: Row) => boolean));
  }

  /**
   * Returns the rows that do not repeat an earlier row.
   *
   * Throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 rows, unless the space is a product.
   *
   * @example
   * ```ts
   * param({ a: [1, 2, 1n, 3, 2] }).distinct().build(); // => { a: [1, 2, 3] }
   * ```
   */
  distinct(): Space<R> {
    return this.#with(distinctOf(this.node));
  }

  /**
   * Returns all rows in a random order. The seed determines the order; no list of it is stored.
   *
   * @example
   * ```ts
   * const shuffled = param({ a: range(1e12) }).shuffle('order');
   * shuffled.indexOf(shuffled.at(123)); // => 123
   * ```
   */
  shuffle(seed: Seed): Space<R> {
    return this.#with(new ShuffleNode(this.node, seed));
  }

  /**
   * Returns `count` different rows, drawn at random, in random order. A smaller sample with the
   * same seed is the start of a larger one.
   *
   * Throws `PSYRUN_ARGUMENT` if the space has fewer rows.
   *
   * @example
   * ```ts
   * const sample = param({ a: range(1e6) }).product(param({ b: range(1e6) })).sample(100, 'try');
   * sample.distinct().length; // => 100
   * ```
   */
  sample(count: number, seed: Seed): Space<R> {
    if (Number.isInteger(count) && count >= 0 && count <= this.length) {
      return this.shuffle(seed).slice(0, count);
    }
    throw new PsyrunError(
      'PSYRUN_ARGUMENT',
      `A sample of ${count} rows cannot be drawn from ${this.length}.`,
      { hint: 'Give an integer that is not larger than the space.' },
    );
  }

  /**
   * Returns every row `count` times; the parameter `key` numbers the copies: 0, 1, …
   *
   * Throws `PSYRUN_ARGUMENT` for a count that is negative or not an integer, and
   * `PSYRUN_AMBIGUOUS_OPERATION` if the space already has the key.
   *
   * @example
   * ```ts
   * param({ a: [1, 2] }).replicate(2).build(); // => { a: [1, 1, 2, 2], replicate: [0, 1, 0, 1] }
   * ```
   */
  replicate<const K extends string = 'replicate'>(
    count: number,
    key: K = 'replicate' as K,
  ): Space<Joined<R, Record<K, number>>> {
    wholeCount('replicate', count);
    requireKey(key);
    const numbers = paramOf(new Map([[key, { axis: range(count) }]]));
    return this.#with(productOf([this.node, numbers]));
  }

  /**
   * Adds parameters that exist only under a condition. Every row with the values of `condition` is
   * multiplied with `then`; in the other rows the keys of `then` are NaN.
   *
   * Throws `PSYRUN_AMBIGUOUS_OPERATION` if the condition has a key that the space lacks, or if both
   * spaces have a key. In a large product, call it on the factor that has the keys of the
   * condition.
   *
   * @example
   * ```ts
   * const kernels = param({ kernel: ['linear', 'rbf'] });
   * kernels.when({ kernel: 'rbf' }, param({ gamma: [0.1, 1] })).build();
   * // => { kernel: ['linear', 'rbf', 'rbf'], gamma: [NaN, 0.1, 1] }
   * ```
   */
  when<S extends Row>(
    condition: Partial<R>,
    then: Space<S> & Disjoint<R, S>,
  ): Space<WhenRow<R, S>> {
    return this.#with(whenOf(this.node, condition, nodeOf(then)), then);
  }

  /**
   * Returns the same space, in which rows that were recorded without some keys count as rows with these
   * values. `psy run -c` keeps them, `difference` and `missing` find them.
   *
   * Throws `PSYRUN_AMBIGUOUS_OPERATION` for a key that the space lacks, and for two values of one key.
   *
   * @example
   * ```ts
   * const before = param({ x: [1, 2] });
   * const now = before.product(param({ solver: ['euler', 'rk4'] }).was({ solver: 'euler' }));
   * now.difference(before).build(); // => { x: [1, 2], solver: ['rk4', 'rk4'] }
   * ```
   */
  was(values: Partial<R>): Space<R> {
    const was = Object.fromEntries(entriesOf(values as Row, "was({ solver: 'euler' })"));
    for (const [key, value] of Object.entries(was)) requireValue(value, key);
    return this.#saying({ was });
  }

  /**
   * Returns the same space, in which the former names of keys count as their present ones: `{ former:
   * 'present' }`.
   *
   * Throws `PSYRUN_AMBIGUOUS_OPERATION` if the space lacks a present key or has a former one.
   *
   * @example
   * ```ts
   * const now = param({ beta: [0.1, 0.2] }).renamed({ rate: 'beta' });
   * missing(now, fromTable({ rate: [0.1], cases: [7] })).build(); // => { beta: [0.2] }
   * ```
   */
  renamed(names: Readonly<Record<string, keyof R & string>>): Space<R> {
    return this.#saying({
      renamed: Object.fromEntries(entriesOf(names, "renamed({ rate: 'beta' })")),
    });
  }

  /**
   * Returns the same space, in which rows that were recorded with further keys count if these have the given
   * values. Rows with other values of them do not count.
   *
   * Throws `PSYRUN_AMBIGUOUS_OPERATION` if the space has one of the keys.
   *
   * @example
   * ```ts
   * const now = param({ x: [1, 2] }).dropped({ version: 2 });
   * missing(now, fromTable({ x: [1, 2], version: [1, 2] })).build(); // => { x: [1] }
   * ```
   */
  dropped(values: Row): Space<R> {
    const dropped = Object.fromEntries(entriesOf(values, 'dropped({ version: 2 })'));
    for (const [key, value] of Object.entries(dropped)) requireValue(value, key);
    return this.#saying({ dropped });
  }

  /**
   * Returns the same space, whose numbers of some keys are in another unit than those of former rows. A row is
   * identified by numbers and units: leave the line in the task file.
   *
   * Each value of the space is taken to the former unit and back. Values that differ by a few roundings
   * are the same. A frozen space holds the numbers, not the functions. Throws `PSYRUN_ARGUMENT` if the
   * functions do not undo each other or a value is not a finite number, and `PSYRUN_AMBIGUOUS_OPERATION`
   * for a key that the space lacks.
   *
   * @example
   * ```ts
   * const angle = {
   *   from: 'degrees',
   *   to: 'radians',
   *   convert: (degrees: number) => (degrees * Math.PI) / 180,
   *   inverse: (radians: number) => (radians * 180) / Math.PI,
   * };
   * const now = param({ angle: linspace(0, Math.PI, 5) }).converted({ angle });
   * thaw(now.freeze()).length; // => 5
   * ```
   */
  converted(units: Readonly<Partial<Record<keyof R & string, UnitChange>>>): Space<R> {
    const converted: Record<string, Conversion> = {};
    for (const [key, unit] of entriesOf(units as Record<string, UnitChange>, 'converted({ … })')) {
      // A key that the space lacks has no values, and is refused below.
      const values = this.keys.includes(key) ? valuesOf(this.node, key) : [];
      converted[key] = conversionOf(key, unit, values);
    }
    return this.#saying({ converted });
  }

  /** Returns a space of other rows, for which the same is said about former rows, and what `other` says. */
  #with<S extends Row>(node: SpaceNode, other?: Pick<Space, 'former'>): Space<S> {
    return new Space<S>(
      node,
      joinedFormer(this.former, other?.former, () => node.keys),
    );
  }

  #saying(former: Partial<FormerRows>): Space<R> {
    return new Space<R>(
      this.node,
      joinedFormer(this.former, former, () => this.keys),
    );
  }
}

function clamped(index: number, length: number): number {
  const whole = Math.trunc(index) || 0;
  return Math.min(length, Math.max(0, whole < 0 ? whole + length : whole));
}
