import { rowCount } from '@psyrun/columns';
import { beginsWithNumber } from '@psyrun/columns/internal';
import {
  isScalar,
  type Column,
  type Table,
  type TableReader,
  type TablesOfNumbers,
} from '@psyrun/core';
import { DEEPEST } from './shared-objects.ts';

/** The description of a column in the header of a file. */
export interface ColumnEntry {
  readonly key: string;
  /** True if every value is a number. A missing value of a later row is then NaN, else None. */
  readonly numeric: boolean;
  /** True if integers are written as floats, because one number is not an integer. */
  readonly floats: boolean;
  /** The first row that has a value. */
  readonly since: number;
  /** The value of the rows before it. */
  readonly before: 'NaN' | 'None';
}

/** A column to be written: its description for the file, and its values, if there are any. */
export interface PlannedColumn {
  readonly entry: ColumnEntry;
  readonly values: Column | undefined;
}

/**
 * Plans how the columns of `table`, and those of a file with `rows` rows, are written so that the
 * file is the concatenation of both.
 */
export function planColumns(
  known: readonly ColumnEntry[],
  rows: number,
  table: Table,
): PlannedColumn[] {
  const keys = new Set(known.map(({ key }) => key));
  const added = Object.keys(table).filter((key) => !keys.has(key));
  return [
    ...known.map((entry) => planned(entry, rows, valuesOf(table, entry.key))),
    ...added.map((key) => planNew(key, rows, table[key]!)),
  ];
}

/**
 * Plans the columns of tables that follow each other in a new file, as {@link planColumns} plans those of
 * all rows together. Undefined if there are no rows, or a table has other columns than the first one.
 */
export async function planTables(tables: TableReader): Promise<readonly ColumnEntry[] | undefined> {
  if (tables.numbers !== undefined) return ofNumbers(tables.numbers);
  let entries: readonly ColumnEntry[] | undefined;
  for await (const table of tables()) {
    if (rowCount(table) === 0) continue;
    const added = planColumns([], 0, table).map(({ entry }) => entry);
    entries = entries === undefined ? added : joined(entries, added);
    if (entries === undefined) return undefined;
  }
  return entries;
}

function ofNumbers({ dtypes }: TablesOfNumbers): ColumnEntry[] {
  return Array.from(dtypes, ([key, dtype]) => {
    return { key, numeric: true, floats: dtype === 'float64', since: 0, before: 'NaN' };
  });
}

function joined(
  entries: readonly ColumnEntry[],
  added: readonly ColumnEntry[],
): ColumnEntry[] | undefined {
  const byKey = new Map(added.map((entry) => [entry.key, entry]));
  if (byKey.size !== entries.length || !entries.every(({ key }) => byKey.has(key)))
    return undefined;
  return entries.map((entry) => {
    const other = byKey.get(entry.key)!;
    const floats = entry.floats || other.floats;
    return { ...entry, floats, numeric: entry.numeric && other.numeric };
  });
}

/** Returns the columns of a table as they were planned. */
export function plannedColumns(entries: readonly ColumnEntry[], table: Table): PlannedColumn[] {
  return entries.map((entry) => ({ entry, values: valuesOf(table, entry.key) }));
}

function valuesOf(table: Table, key: string): Column | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function planned(entry: ColumnEntry, rows: number, values: Column | undefined): PlannedColumn {
  if (values === undefined || values.length === 0) return { entry, values };
  const { numeric, floats } = kindOf(values);
  return {
    entry: {
      ...entry,
      floats: entry.floats || floats,
      numeric: (entry.numeric || rows === 0) && numeric,
    },
    values,
  };
}

function planNew(key: string, rows: number, values: Column): PlannedColumn {
  const { numeric, floats } = kindOf(values);
  const before = numeric ? 'NaN' : 'None';
  return { entry: { key, numeric, floats, since: rows, before }, values };
}

/**
 * Tells whether all values are numbers, and whether a number, also one in a list, is not an
 * integer or is a typed float.
 */
function kindOf(values: Column): Pick<ColumnEntry, 'numeric' | 'floats'> {
  if (values instanceof Float64Array || values instanceof Float32Array) {
    return { numeric: values.length > 0, floats: true };
  }
  if (!Array.isArray(values)) return kindOf(Array.from(values));
  const whole = areWhole(values);
  if (whole !== undefined) return { numeric: values.length > 0, floats: !whole };
  const seen = new Set<object>();
  return {
    numeric: values.every((value) => typeof value === 'number' || isScalar(value)),
    floats: values.some((value) => !isWhole(value, seen)),
  };
}

/** True if a list of numbers holds only integers; undefined if it holds anything else. */
function areWhole(list: readonly unknown[]): boolean | undefined {
  if (!beginsWithNumber(list)) return list.length === 0 || undefined;
  let whole = true;
  // Iterating takes several times as long.
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (typeof item !== 'number') return undefined;
    whole &&= isWholeNumber(item);
  }
  return whole;
}

/** `seen` holds the lists in lists; one of them may contain itself. */
function isWhole(value: unknown, seen: Set<object>, depth = 0): boolean {
  if (typeof value === 'number') return isWholeNumber(value);
  if (isScalar(value)) return !value.isFloat;
  // Deeper values are refused when they are written.
  if (!Array.isArray(value) || depth > DEEPEST) return true;
  return (
    areWhole(value) ??
    value.every((item) => {
      if (!Array.isArray(item)) return isWhole(item, seen);
      return seen.has(item) || isWhole(item, seen.add(item), depth + 1);
    })
  );
}

function isWholeNumber(value: number): boolean {
  return Number.isInteger(value) && !Object.is(value, -0);
}
