import { PsyrunError, type Column, type NdArray, type NumericArray } from '@psyrun/core';
import { ndArray, sizeOf } from '../array/nd-array.ts';
import { nestedLists } from '../array/nested-lists.ts';

/**
 * A column whose values are n-d arrays of one shape, kept as one n-d array: its first axis is the
 * row. With one axis the values are numbers, or bigints.
 *
 * @example
 * ```ts
 * const column = new NdColumn([2, 3], Float64Array.of(1, 2, 3, 4, 5, 6));
 * column.length; // => 2
 * column.at(-1); // => { shape: [3], data: Float64Array.of(4, 5, 6) }
 * column[0]; // => { shape: [3], data: Float64Array.of(1, 2, 3) }
 * JSON.stringify(column); // => '[[1,2,3],[4,5,6]]'
 * ```
 */
export class NdColumn implements Column<NdArray | number | bigint> {
  /** The same as `at(index)` for an index from 0 on. */
  readonly [index: number]: NdArray | number | bigint;
  /** Number of rows, then the shape of each row. */
  readonly shape: readonly number[];
  /** The elements of all rows, in row-major order. */
  readonly data: NumericArray;

  /** Throws `PSYRUN_ARGUMENT` if there is no axis, or the elements do not fill the shape. */
  constructor(shape: readonly number[], data: NumericArray) {
    if (shape.length === 0) {
      throw new PsyrunError('PSYRUN_ARGUMENT', 'A column needs an axis for its rows.', {
        hint: 'Give the number of rows as the first axis of the shape.',
      });
    }
    const array = ndArray(shape, data);
    this.shape = array.shape;
    this.data = array.data;
  }

  /** The number of rows. */
  get length(): number {
    return this.shape[0]!;
  }

  /**
   * Returns row `index` as a view of the data, not a copy; undefined outside of the rows. Negative
   * indices count from the end.
   */
  at(index: number): NdArray | number | bigint | undefined {
    const row = index < 0 ? index + this.length : index;
    if (!(Number.isInteger(row) && row >= 0 && row < this.length)) return undefined;
    if (this.shape.length === 1) return this.data[row];
    const shape = this.shape.slice(1);
    const size = sizeOf(shape);
    return { shape, data: this.data.subarray(row * size, (row + 1) * size) };
  }

  /** The arrays of all rows, in order. */
  *[Symbol.iterator](): Generator<NdArray | number | bigint, void, undefined> {
    for (let row = 0; row < this.length; row++) yield this.at(row)!;
  }

  /** Returns nested lists of the elements, for `JSON.stringify`. */
  toJSON(): readonly unknown[] {
    return nestedLists(this.shape, Array.from<unknown>(this.data));
  }
}

/** Looks up what a column does not have itself: `column[0]` is `column.at(0)`. */
const INDICES = new Proxy(Object.prototype, {
  get(target, name, column): unknown {
    const isIndex = typeof name === 'string' && /^\d+$/.test(name);
    return isIndex ? (column as NdColumn).at(Number(name)) : Reflect.get(target, name, column);
  },
});
Object.setPrototypeOf(NdColumn.prototype, INDICES);
