import type { Column, NumericArray, Table } from '@psyrun/core';
import { isNdArray } from '../array/as-nd-array.ts';
import { joinArrays } from '../array/join-arrays.ts';
import { NdColumn } from '../column/nd-column.ts';
import { concatTables } from './concat-tables.ts';

/**
 * Joins tables that follow each other. Columns that are typed arrays of one type in all tables stay
 * typed; {@link concatTables} describes the others.
 *
 * @example
 * ```ts
 * async function* tables() {
 *   yield { x: Float64Array.of(1), n: [1] };
 *   yield { x: Float64Array.of(2), n: [2] };
 * }
 * await wholeTable(tables()); // => { x: Float64Array.of(1, 2), n: [1, 2] }
 * ```
 */
export async function wholeTable(tables: AsyncIterable<Table>): Promise<Table> {
  const all: Table[] = [];
  for await (const table of tables) all.push(table);
  const [only, ...others] = all;
  if (only !== undefined && others.length === 0) return only;
  const whole = concatTables(all) as Record<string, Column>;
  for (const key of Object.keys(whole)) {
    const parts = all.map((table) => (Object.hasOwn(table, key) ? table[key]! : []));
    whole[key] = typedColumn(parts) ?? whole[key]!;
  }
  return whole;
}

function typedColumn(parts: readonly Column[]): Column | undefined {
  const columns = parts.map(arrayOf).filter((column) => column !== undefined);
  const [first] = columns;
  if (first === undefined || columns.length < parts.length) return undefined;
  if (!columns.every((column) => isAlike(column, first))) return undefined;
  const data = joinArrays(columns.map((column) => column.data));
  if (!first.isNd) return data;
  const rows = parts.reduce((sum, { length }) => sum + length, 0);
  return new NdColumn([rows, ...first.rowShape], data);
}

interface ArrayColumn {
  readonly data: NumericArray;
  readonly rowShape: readonly number[];
  readonly isNd: boolean;
}

/** Returns what is typed of a column; undefined for a list. */
function arrayOf(column: Column): ArrayColumn | undefined {
  if (isNdArray(column)) {
    return { data: column.data, rowShape: column.shape.slice(1), isNd: true };
  }
  if (!ArrayBuffer.isView(column)) return undefined;
  return { data: column as unknown as NumericArray, rowShape: [], isNd: false };
}

function isAlike(a: ArrayColumn, b: ArrayColumn): boolean {
  return (
    a.data.constructor === b.data.constructor &&
    a.rowShape.join() === b.rowShape.join() &&
    a.isNd === b.isNd
  );
}
