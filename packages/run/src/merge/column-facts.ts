import { holdsFloat, holdsInteger, numberDtype, promotedDtype } from '@psyrun/columns/internal';
import { isScalar, type Row, type ScalarDtype } from '@psyrun/core';

/** Facts about the values of one key in all rows. */
export interface ColumnFacts {
  /** Number of values. */
  readonly count: number;
  /** True if every value is a number that has no type. */
  readonly isOfNumbers: boolean;
  /** True if every value is a number, also one with a type. */
  readonly isNumeric: boolean;
  /** True if numbers are among the values, or in them, that are no safe integers. */
  readonly hasFloats: boolean;
  /** True if integers and other numbers are among the values, or in them. */
  readonly isOfIntegersAndFloats: boolean;
  /** The type of booleans that are beside numbers; undefined if they are not. */
  readonly booleanDtype: ScalarDtype | undefined;
}

/**
 * Collects facts about the columns of a table, row by row, before the table is made. The facts decide how
 * each row becomes part of it: they are needed where the rows are too many to be one table.
 *
 * @example
 * ```ts
 * const rows = new FactsOfColumns(['x'], false);
 * rows.add({ x: 1, y: 'a' });
 * rows.add({ x: 2 });
 * rows.keys(); // => ['x', 'y']
 * rows.of('x').isNumeric; // => true
 * ```
 */
export class FactsOfColumns {
  readonly #columns = new Map<string, Values>();
  readonly #tellsIntegers: boolean;

  /**
   * `keys` are the first columns, also if no row has them. With `tellsIntegers`, integers are told from
   * other numbers.
   */
  constructor(keys: readonly string[], tellsIntegers: boolean) {
    this.#tellsIntegers = tellsIntegers;
    for (const key of keys) this.#columns.set(key, new Values());
  }

  /** Adds a row. A value that is undefined does not count. */
  add(row: Row): void {
    for (const key in row) {
      const value = row[key];
      let values = this.#columns.get(key);
      if (values === undefined) this.#columns.set(key, (values = new Values()));
      if (typeof value === 'number') values.addNumber(value);
      else if (value !== undefined) values.addOther(value, this.#tellsIntegers);
    }
  }

  /** The number of keys so far. */
  get size(): number {
    return this.#columns.size;
  }

  /** Returns the keys in the order of the columns. */
  keys(): string[] {
    return [...this.#columns.keys()];
  }

  /** Returns the facts about a column. */
  of(key: string): ColumnFacts {
    return this.#columns.get(key)!.facts();
  }
}

/** The values of one column. */
class Values {
  #count = 0;
  #hasNumbers = false;
  #hasScalars = false;
  #hasOthers = false;
  #hasBooleans = false;
  #hasIntegers = false;
  #hasFloats = false;
  #dtype: ScalarDtype | undefined;

  addNumber(value: number): void {
    this.#count++;
    this.#hasNumbers = true;
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.#hasIntegers = true;
    else this.#hasFloats = true;
  }

  addOther(value: unknown, tellsIntegers: boolean): void {
    this.#count++;
    if (isScalar(value)) this.#hasScalars = true;
    else this.#hasOthers = true;
    if (!tellsIntegers) return;
    if (typeof value === 'boolean') this.#hasBooleans = true;
    if (typeof value === 'bigint') this.#hasNumbers = true;
    if (holdsFloat(value)) this.#hasFloats = true;
    if (holdsInteger(value)) this.#hasIntegers = true;
    const dtype = numberDtype([value]);
    if (dtype !== undefined) this.#dtype = promoted(this.#dtype, dtype);
  }

  facts(): ColumnFacts {
    const isNumeric = (this.#hasNumbers || this.#hasScalars) && !this.#hasOthers;
    return {
      count: this.#count,
      hasFloats: this.#hasFloats,
      isNumeric,
      isOfNumbers: isNumeric && !this.#hasScalars,
      isOfIntegersAndFloats: this.#hasIntegers && this.#hasFloats,
      booleanDtype:
        this.#hasBooleans && (this.#hasNumbers || this.#hasScalars)
          ? this.#typeOfNumbers()
          : undefined,
    };
  }

  #typeOfNumbers(): ScalarDtype | undefined {
    let dtype = this.#dtype;
    if (this.#hasIntegers) dtype = promoted(dtype, 'int64');
    if (this.#hasFloats) dtype = promoted(dtype, 'float64');
    return dtype;
  }
}

function promoted(a: ScalarDtype | undefined, b: ScalarDtype): ScalarDtype {
  return a === undefined ? b : promotedDtype(a, b);
}
