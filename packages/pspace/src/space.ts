import { PsyrunError, type ParameterSpace, type Row } from '@psyrun/core';
import { FROZEN_VERSION, type FrozenSpace } from './frozen/format.ts';
import { rowAt, type Finder, type SpaceNode } from './nodes/node.ts';
import { SliceNode } from './nodes/slice-node.ts';
import { differenceOf, intersectionOf } from './operators/difference.ts';
import { productOf } from './operators/product.ts';
import { sumOf } from './operators/sum.ts';
import type { Disjoint, Joined, KeysWithin, SumRow } from './types.ts';

/**
 * A parameter space: an ordered collection of rows that is written down as values and operators.
 *
 * Spaces are immutable. Rows are made when they are asked for, so a space of 10^12 rows takes no
 * more memory than its axes; `at` and `indicesOf` take time in proportion to the number of
 * operators, not of rows. {@link param} makes spaces.
 *
 * @example
 * ```ts
 * const space = param({ radius: linspace(0, 1, 3) }).product(param({ trial: range(2) }));
 * space.length; // => 6
 * space.at(3); // => { radius: 0.5, trial: 1 }
 * space.indexOf({ radius: 0.5, trial: 1 }); // => 3
 * ```
 */
export class Space<R extends Row = Row> implements ParameterSpace<R> {
  /** The structure; operators combine it. */
  readonly node: SpaceNode;
  private find: Finder | undefined;

  constructor(node: SpaceNode) {
    this.node = node;
  }

  /** The parameters: those of the left operand, then the new ones of the right. */
  get keys(): readonly string[] {
    return this.node.keys;
  }

  /** The number of rows, at most 2^53. */
  get length(): number {
    return this.node.length;
  }

  /** Row `index`, from 0; throws `PSYRUN_OUT_OF_RANGE` outside of the space. */
  at(index: number): R {
    if (Number.isInteger(index) && index >= 0 && index < this.length) {
      return rowAt(this.node, index) as R;
    }
    throw new PsyrunError(
      'PSYRUN_OUT_OF_RANGE',
      `There is no row ${index} in a space of ${this.length} rows.`,
      { hint: 'Rows are numbered from 0.', fields: { index, length: this.length } },
    );
  }

  /** The rows, in order. */
  *[Symbol.iterator](): Generator<R, void, undefined> {
    const { node, length } = this;
    for (let i = 0; i < length; i++) yield rowAt(node, i) as R;
  }

  /**
   * All rows as columns.
   *
   * @example
   * ```ts
   * param({ a: [1, 2] }).product(param({ b: [3, 4] })).build(); // => { a: [1, 1, 2, 2], b: [3, 4, 3, 4] }
   * ```
   */
  build(): { [K in keyof R]: R[K][] } {
    const table = Object.create(null) as Record<string, unknown[]>;
    for (const key of this.keys) table[key] = [];
    for (const row of this) for (const key of this.keys) table[key]!.push(row[key]);
    return table as { [K in keyof R]: R[K][] };
  }

  /**
   * The indices of the rows with these values, ascending. Further keys of `row` do not matter.
   *
   * Values are compared by identity: `1` and `1n` are one value, and NaN finds NaN. Throws
   * `PSYRUN_ARGUMENT` if `row` lacks a key of the space.
   *
   * @example
   * ```ts
   * param({ a: [1, 2, 1] }).indicesOf({ a: 1, result: 0.5 }); // => [0, 2]
   * ```
   */
  indicesOf(row: Row): readonly number[] {
    const lacking = this.keys.find((key) => !Object.hasOwn(row, key));
    if (lacking !== undefined) {
      throw new PsyrunError(
        'PSYRUN_ARGUMENT',
        `The row has no value for the key ${JSON.stringify(lacking)} of the space.`,
        { hint: 'Give a value for every key; a value missing from a sum is NaN.' },
      );
    }
    this.find ??= this.node.finder(this.keys);
    return this.find(row);
  }

  /** The first index of the row, or -1; see {@link Space.indicesOf}. */
  indexOf(row: Row): number {
    return this.indicesOf(row)[0] ?? -1;
  }

  /**
   * Every row with every row of `other`, which varies faster.
   *
   * A space without keys changes nothing. Throws `PSYRUN_AMBIGUOUS_OPERATION` for a key that both
   * have, `PSYRUN_SPACE_TOO_LARGE` beyond 2^53 rows.
   *
   * @example
   * ```ts
   * [...param({ a: [1, 2] }).product(param({ b: [3, 4] }))];
   * // => [{ a: 1, b: 3 }, { a: 1, b: 4 }, { a: 2, b: 3 }, { a: 2, b: 4 }]
   * ```
   */
  product<S extends Row>(other: Space<S> & Disjoint<R, S>): Space<Joined<R, S>> {
    return new Space(productOf([this.node, other.node]));
  }

  /**
   * The rows, then those of `other`. A key that one of the two lacks is NaN in its rows.
   *
   * Throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^53 rows.
   *
   * @example
   * ```ts
   * param({ a: [1] }).sum(param({ a: [2], b: [3] })).build(); // => { a: [1, 2], b: [NaN, 3] }
   * ```
   */
  sum<S extends Row>(other: Space<S>): Space<SumRow<R, S>> {
    return new Space(sumOf([this.node, other.node]));
  }

  /**
   * The rows that agree with no row of `other` in the keys of `other`.
   *
   * Throws `PSYRUN_AMBIGUOUS_OPERATION` if `other` has a key that the space lacks.
   *
   * @example
   * ```ts
   * const grid = param({ a: [1, 2] }).product(param({ b: [1, 2] }));
   * grid.difference(param({ a: [1, 2], b: [1, 2] })).build(); // => { a: [1, 2], b: [2, 1] }
   * ```
   */
  difference<S extends Row>(other: Space<S> & KeysWithin<R, S>): Space<R> {
    return new Space(differenceOf(this.node, other.node));
  }

  /**
   * The rows that agree with some row of `other` in the keys of `other`: those that
   * {@link Space.difference} takes away.
   *
   * Throws `PSYRUN_AMBIGUOUS_OPERATION` if `other` has a key that the space lacks.
   *
   * @example
   * ```ts
   * param({ a: [1, 2, 3] }).intersection(param({ a: [3, 2] })).build(); // => { a: [2, 3] }
   * ```
   */
  intersection<S extends Row>(other: Space<S> & KeysWithin<R, S>): Space<R> {
    return new Space(intersectionOf(this.node, other.node));
  }

  /**
   * The rows from `start` up to but without `end`, counted as in `Array.prototype.slice`.
   *
   * @example
   * ```ts
   * param({ a: range(10) }).slice(-3, -1).build(); // => { a: [7, 8] }
   * ```
   */
  slice(start = 0, end = this.length): Space<R> {
    const from = clamped(start, this.length);
    return new Space(new SliceNode(this.node, from, Math.max(0, clamped(end, this.length) - from)));
  }

  /** What the space is, as data for JSON; see {@link freeze}. */
  freeze(): FrozenSpace {
    return { format: 'psyrun-space', version: FROZEN_VERSION, space: this.node.freeze() };
  }

  /** The keys and the number of rows, for people. */
  toString(): string {
    return `Space(${this.keys.join(', ')}; ${this.length} rows)`;
  }
}

function clamped(index: number, length: number): number {
  const whole = Math.trunc(index) || 0;
  return Math.min(length, Math.max(0, whole < 0 ? whole + length : whole));
}
