import type { Column, Store, Table } from '@psyrun/core';
import { columnKind } from '../column/column-kind.ts';
import { plainColumn } from '../column/plain-value.ts';
import { packColumn } from '../packed/pack-column.ts';
import { emptyTable } from '../table/empty-table.ts';

/**
 * Returns a table as a store takes it. A store that does not know typed numbers gets a typed array for a
 * column of them, and numbers in their place elsewhere.
 */
export function tableFor({ capabilities }: Pick<Store, 'capabilities'>, table: Table): Table {
  if (capabilities.scalars === true) return table;
  const result = emptyTable();
  for (const [key, column] of Object.entries(table)) result[key] = withoutScalars(key, column);
  return result;
}

function withoutScalars(key: string, column: Column): Column {
  const plain = plainColumn(column);
  if (plain === column) return column;
  const { kind, nullable } = columnKind(column);
  if (kind !== 'float' || nullable) return plain;
  return packColumn(key, column).data;
}
