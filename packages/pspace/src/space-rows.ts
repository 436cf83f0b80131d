import { rowIndex } from '@psyrun/columns';
import { emptyTable } from '@psyrun/columns/internal';
import { PsyrunError, type ParameterSpace, type Row } from '@psyrun/core';
import { isUnchanged, UNCHANGED, type FormerRows } from './former/former-rows.ts';
import { freezeFormer } from './former/freeze-former.ts';
import type { FrozenSpace } from './frozen/format.ts';
import { columnsOf } from './columns-of.ts';
import { requireListable } from './exact-length.ts';
import { rowsOf } from './rows-of.ts';
import { rowAt, type Finder, type SpaceNode } from './nodes/node.ts';
import { shallow } from './nodes/shallow.ts';

/**
 * The rows of a space: it counts, indexes, finds and lists them. {@link Space} adds the operators.
 */
export class SpaceRows<R extends Row = Row> implements ParameterSpace<R> {
  /** The structure, which operators combine. */
  readonly node: SpaceNode;
  /** The relation of rows that were recorded before the space changed to its rows. */
  readonly former: FormerRows;
  #find: Finder | undefined;

  constructor(node: SpaceNode, former: FormerRows = UNCHANGED) {
    this.node = shallow(node);
    this.former = former;
  }

  /** The parameters: those of the left operand, then the new ones of the right operand. */
  get keys(): readonly string[] {
    return this.node.keys;
  }

  /**
   * The parameters whose numbers are floats by nature, also if all of them are integers: those of
   * `linspace` and the other builders of floats, of a `Float64Array`, and of `float(1)`. Results have
   * them as floats.
   *
   * @example
   * ```ts
   * param({ x: linspace(0, 1, 2), n: range(2) }).floatKeys; // => ['x']
   * ```
   */
  get floatKeys(): readonly string[] {
    return this.node.floatKeys();
  }

  /** The number of rows, at most 2^53. */
  get length(): number {
    return this.node.length;
  }

  /**
   * Returns row `index`, counted from 0; negative indices count from the end.
   *
   * Throws `PSYRUN_OUT_OF_RANGE` outside of the space.
   *
   * @example
   * ```ts
   * param({ a: [1, 2, 3] }).at(-1); // => { a: 3 }
   * ```
   */
  at(index: number): R {
    return rowAt(this.node, rowIndex(index, this.length)) as R;
  }

  /** The rows, in order. */
  [Symbol.iterator](): IterableIterator<R> {
    return rowsOf(this.node) as IterableIterator<Row> as IterableIterator<R>;
  }

  /**
   * Returns all rows as columns. Throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 rows.
   *
   * @example
   * ```ts
   * param({ a: [1, 2] }).product(param({ b: [3, 4] })).build(); // => { a: [1, 1, 2, 2], b: [3, 4, 3, 4] }
   * ```
   */
  build(): { [K in keyof R]: R[K][] } {
    requireListable(this.length);
    const table = emptyTable<unknown[]>();
    columnsOf(this.node).forEach((column, i) => (table[this.keys[i]!] = column));
    return table as { [K in keyof R]: R[K][] };
  }

  /**
   * Returns the indices of the rows with these values, ascending. Other keys of `row` are ignored.
   *
   * Values are compared by identity: `1` and `1n` are one value, and NaN equals NaN. Throws
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
    this.#find ??= this.node.finder(this.keys);
    return this.#find(row);
  }

  /** Returns the first index of the row, or -1; see {@link Space.indicesOf}. */
  indexOf(row: Row): number {
    return this.indicesOf(row)[0] ?? -1;
  }

  /** Returns the space as data for JSON; see {@link freeze}. */
  freeze(): FrozenSpace {
    const space = this.node.freeze();
    return isUnchanged(this.former)
      ? { format: 'psyrun-space', version: 1, space }
      : { format: 'psyrun-space', version: 2, space, former: freezeFormer(this.former) };
  }

  /** The keys and the number of rows, for people. */
  toString(): string {
    return `Space(${this.keys.join(', ')}; ${this.length} rows)`;
  }
}
