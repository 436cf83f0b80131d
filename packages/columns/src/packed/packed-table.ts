import type { Table } from '@psyrun/core';
import { joinPacked } from './join-packed.ts';
import { packColumn } from './pack-column.ts';
import type { PackedColumn, ReadColumn } from './packed-column.ts';
import { commonRowCount, rowCount } from '../table/rows.ts';
import { unpackColumn } from './unpack-column.ts';
import { emptyTable } from '../table/empty-table.ts';

/** Packed columns by key, in order. */
export type PackedTable = ReadonlyMap<string, PackedColumn>;

/** Columns that were read, by key, in order. */
export type ReadTable = ReadonlyMap<string, ReadColumn>;

/**
 * Packs the columns of a table. Throws as {@link packColumn} does, and `PSYRUN_ARGUMENT` for
 * columns of unequal length.
 *
 * @example
 * ```ts
 * const packed = packTable({ x: [0.5, 1], ok: [true, false] });
 * packed.get('ok')?.data; // => Uint8Array.of(1, 0)
 * ```
 */
export function packTable(table: Table): PackedTable {
  rowCount(table);
  return new Map(Object.entries(table).map(([key, column]) => [key, packColumn(key, column)]));
}

/** Returns the table of packed columns, without a prototype; see {@link unpackColumn}. */
export function unpackTable(packed: ReadTable): Table {
  const table = emptyTable();
  for (const [key, column] of packed) table[key] = unpackColumn(column);
  return table;
}

/**
 * Joins the rows of both tables. A key that one table lacks has missing values. Dtypes of the first
 * table are kept where possible (see {@link joinPacked}).
 */
export function joinPackedTables(first: ReadTable, second: PackedTable): PackedTable {
  const [firstRows, secondRows] = [packedRowCount(first), packedRowCount(second)];
  const keys = [...new Set([...first.keys(), ...second.keys()])];
  return new Map(
    keys.map((key) => {
      const parts = [first.get(key) ?? firstRows, second.get(key) ?? secondRows];
      return [key, joinPacked(key, parts)];
    }),
  );
}

/**
 * Returns the number of rows, 0 without columns. Throws `PSYRUN_ARGUMENT` if columns differ in it.
 */
export function packedRowCount(packed: ReadTable): number {
  const counts = new Map(Array.from(packed, ([key, { shape }]) => [key, shape[0]!]));
  return commonRowCount(counts);
}
