import { TableBuilder } from '@psyrun/columns';
import { emptyTable } from '@psyrun/columns/internal';
import type { Row, Table } from '@psyrun/core';

/**
 * Collects rows with their indices and builds a table in the order of the indices. Rows can be added in
 * any order. They are not stored as objects.
 *
 * @example
 * ```ts
 * const rows = new RowsByIndex([]);
 * rows.add(7, { x: 0.5 });
 * rows.add(3, { x: 2 });
 * rows.table(); // => { x: [2, 0.5] }
 * ```
 */
export class RowsByIndex {
  readonly #rows;
  readonly #indices: number[] = [];
  // Stryker disable next-line BooleanLiteral: rows in order are the same when they are sorted.
  #isInOrder = true;

  /** `keys` are the first columns of the table, even if no row has them. */
  constructor(keys: readonly string[]) {
    this.#rows = new TableBuilder(keys);
  }

  /** Adds a row. Each index can have one row. */
  add(index: number, row: Row): void {
    // Stryker disable next-line EqualityOperator,ConditionalExpression: sorting changes nothing then.
    if (index < (this.#indices.at(-1) ?? 0)) this.#isInOrder = false;
    this.#indices.push(index);
    this.#rows.add(row);
  }

  /**
   * Returns the table of the rows so far. With `missing`, that tells the value of a key for the rows that
   * lack it.
   */
  table(missing?: (key: string) => number | null): Table {
    const table = this.#rows.build(missing);
    // Stryker disable next-line ConditionalExpression: rows in order are the same when sorted.
    if (this.#isInOrder) return table;
    const order = Uint32Array.from(this.#indices.keys());
    order.sort((a, b) => this.#indices[a]! - this.#indices[b]!);
    return reordered(table, order);
  }
}

function reordered(table: Table, order: Uint32Array): Table {
  const result = emptyTable();
  for (const [key, column] of Object.entries(table)) {
    result[key] = Array.from(order, (place) => column.at(place));
  }
  return result;
}
