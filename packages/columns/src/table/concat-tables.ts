import type { Table } from '@psyrun/core';
import { missingValue } from '../column/missing-value.ts';
import { rowCount } from './rows.ts';
import { emptyTable } from './empty-table.ts';

/**
 * Joins the rows of all tables, one table after the other.
 *
 * A key that a table lacks is NaN in its rows if every value of the other tables is a number, and
 * null otherwise. The columns are plain arrays, in order of first appearance. The table has no
 * prototype. Throws `PSYRUN_ARGUMENT` for a table with columns of unequal length.
 *
 * @example
 * ```ts
 * concatTables([{ a: [1] }, { a: [2], b: [0.5] }]); // => { a: [1, 2], b: [NaN, 0.5] }
 * ```
 */
export function concatTables(tables: readonly Table[]): Table {
  const counts = tables.map(rowCount);
  const result = emptyTable<unknown[]>();
  for (const key of new Set(tables.flatMap((table) => Object.keys(table)))) {
    result[key] = concatColumn(tables, counts, key);
  }
  return result;
}

function concatColumn(tables: readonly Table[], counts: readonly number[], key: string): unknown[] {
  const column: unknown[] = [];
  const gaps: [from: number, to: number][] = [];
  tables.forEach((table, i) => {
    if (Object.hasOwn(table, key)) {
      for (const value of table[key]!) column.push(value);
    } else {
      gaps.push([column.length, column.length + counts[i]!]);
      column.length += counts[i]!;
    }
  });
  if (gaps.length === 0) return column;
  // A hole is a value that no table has; filter skips holes.
  const missing = missingValue(column.filter(() => true));
  for (const [from, to] of gaps) column.fill(missing, from, to);
  return column;
}
