import type { Column, ColumnContent, FileContent, NumericArray, Table } from '@psyrun/core';
import { asNdArray, isNdArray } from '../array/as-nd-array.ts';
import { isComplex } from '../array/complex.ts';
import { dtypeOf } from '../array/dtype.ts';
import { columnKind, type ColumnKind } from '../column/column-kind.ts';

/**
 * Returns what a file holds whose table has been read. Formats whose files say nothing about their
 * columns use it in `inspect`.
 *
 * @example
 * ```ts
 * tableContent('text', 7, { x: [1, 2], s: ['a', 'b'] }).columns;
 * // => [{ key: 'x', dtype: 'int64', shape: [2] }, { key: 's', dtype: 'str', shape: [2] }]
 * ```
 */
export function tableContent(kind: string, bytes: number, table: Table): FileContent {
  const columns = Object.entries(table).map(([key, column]) => columnContent(key, column));
  return { kind, bytes, ...rowsOfAll(columns), columns, others: [] };
}

/**
 * Returns the number of rows for a {@link FileContent}: nothing if the columns differ in it.
 *
 * @example
 * ```ts
 * rowsOfAll([{ shape: [2, 3] }, { shape: [2] }]); // => { rows: 2 }
 * rowsOfAll([{ shape: [2] }, { shape: [3] }]); // => {}
 * ```
 */
export function rowsOfAll(columns: readonly Pick<ColumnContent, 'shape'>[]): { rows?: number } {
  const counts = new Set(columns.map(({ shape }) => shape[0]));
  if (counts.size > 1) return {};
  const [rows = columns.length === 0 ? 0 : undefined] = counts;
  return rows === undefined ? {} : { rows };
}

function columnContent(key: string, column: Column): ColumnContent {
  if (isNdArray(column)) return { key, dtype: dtypeOf(column.data), shape: column.shape };
  if (ArrayBuffer.isView(column)) {
    return { key, dtype: dtypeOf(column as unknown as NumericArray), shape: [column.length] };
  }
  const kind = columnKind(column);
  return { key, dtype: nameOf(kind, column), shape: [column.length, ...rowShape(kind, column)] };
}

/** NumPy's names, and Python's, for the kinds whose own name is another one. */
const NAMES: Partial<Record<ColumnKind['kind'], string>> = {
  float: 'float64',
  int: 'int64',
  bigint: 'int',
  boolean: 'bool',
  string: 'str',
  date: 'datetime64',
};

function nameOf({ kind, nullable, dtype }: ColumnKind, column: Column): string {
  if (kind === 'ndarray') return dtype!;
  if (kind === 'int' && nullable) return 'float64';
  if (kind === 'object' && Array.from(column).every(isComplex)) return 'complex128';
  return NAMES[kind] ?? kind;
}

/** Returns the shape that all n-d arrays of the column have, or nothing. */
function rowShape({ kind, nullable }: ColumnKind, column: Column): readonly number[] {
  if (kind !== 'ndarray' || nullable) return [];
  const [first, ...others] = Array.from(column, (value) => asNdArray(value)!.shape);
  return others.every((shape) => shape.join() === first!.join()) ? first! : [];
}
