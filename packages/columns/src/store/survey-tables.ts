import { isPsyrunError, type Table, type TableReader, type TablesOfNumbers } from '@psyrun/core';
import { joinedLayout, layoutOf, packWithLayout, type Layout } from '../packed/layout.ts';
import { fitLayout } from '../packed/fit-layout.ts';
import { packedRowCount, type PackedTable } from '../packed/packed-table.ts';
import { packColumn } from '../packed/pack-column.ts';
import type { PackedColumn } from '../packed/packed-column.ts';
import { rowCount } from '../table/rows.ts';

/** The columns of tables that follow each other. */
export interface TablesSurvey {
  readonly rows: number;
  /** The layout that each column needs for the rows of all tables. */
  readonly layouts: ReadonlyMap<string, Layout>;
}

/**
 * Reads tables once to know the layout of each column before the first row is written. `visit` gets the
 * packed columns of each table that has rows. Tables of which it is known that they hold numbers only are
 * not read.
 *
 * Resolves to undefined if the tables have to be packed together: they have no rows, their columns differ,
 * a value cannot be packed, or the layouts do not tell that of all rows.
 */
export async function surveyTables(
  tables: TableReader,
  visit: (packed: PackedTable) => void = () => undefined,
): Promise<TablesSurvey | undefined> {
  if (tables.numbers !== undefined) return ofNumbers(tables.numbers);
  let rows = 0;
  let layouts: Map<string, Layout> | undefined;
  for await (const table of tables()) {
    const count = rowCount(table);
    if (count === 0) continue;
    const found = packedWithLayouts(table);
    layouts = found && (layouts === undefined ? found.layouts : joined(layouts, found.layouts));
    if (layouts === undefined) return undefined;
    rows += count;
    visit(found!.packed);
  }
  return layouts && { rows, layouts };
}

function ofNumbers({ rows, dtypes }: TablesOfNumbers): TablesSurvey {
  const layouts = new Map<string, Layout>();
  for (const [key, dtype] of dtypes) {
    layouts.set(key, { kind: 'number', dtype, rowShape: [], of: 'numbers' });
  }
  return { rows, layouts };
}

function packedWithLayouts(table: Table) {
  const packed = new Map<string, PackedColumn>();
  const layouts = new Map<string, Layout>();
  try {
    for (const [key, column] of Object.entries(table)) {
      const one = packWithLayout(key, column);
      packed.set(key, one.packed);
      layouts.set(key, one.layout);
    }
  } catch (error) {
    // All rows together are refused with the number of the row, or they are not refused.
    if (isPsyrunError(error)) return undefined;
    throw error;
  }
  return { packed, layouts };
}

function joined(
  a: ReadonlyMap<string, Layout>,
  b: ReadonlyMap<string, Layout>,
): Map<string, Layout> | undefined {
  if (a.size !== b.size) return undefined;
  const result = new Map<string, Layout>();
  for (const [key, layout] of a) {
    const other = b.get(key);
    const common = other && joinedLayout(layout, other);
    if (common === undefined) return undefined;
    result.set(key, common);
  }
  return result;
}

/**
 * Packs a table in the layouts of a survey. Undefined if it does not fit: the tables have changed since.
 */
export function packInLayouts(table: Table, { layouts }: TablesSurvey): PackedTable | undefined {
  const packed = new Map<string, PackedColumn>();
  for (const [key, layout] of layouts) {
    if (!Object.hasOwn(table, key)) return undefined;
    const fitted = fitLayout(packColumn(key, table[key]!), layout);
    if (fitted === undefined) return undefined;
    packed.set(key, fitted);
  }
  return packed;
}

/** Returns the survey of one packed table. */
export function surveyOf(packed: PackedTable): TablesSurvey {
  const layouts = new Map(Array.from(packed, ([key, column]) => [key, layoutOf(column, 'others')]));
  return { rows: packedRowCount(packed), layouts };
}
