import { TableBuilder } from '@psyrun/columns';
import { emptyTable, withTypedIntegers } from '@psyrun/columns/internal';
import type {
  Column,
  Row,
  StoreCapabilities,
  Table,
  TableReader,
  TablesOfNumbers,
} from '@psyrun/core';
import { readRecordsAt } from '@psyrun/journal';
import { booleansAsNumbers } from './booleans-as-numbers.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { ResultRows } from './result-rows.ts';
import type { RowPlaces } from './row-places.ts';

/** The maximum number of bytes of the records of a table, unless one record is larger. */
const TABLE_BYTES = 1 << 22;
/** The maximum number of rows of a table. */
const MOST_ROWS = 1 << 13;

/** How rows become tables. */
export interface TableRules {
  /** The keys that are left out. */
  readonly excluded: readonly string[];
  /** The keys of columns whose numbers are floats, also if all are integers. */
  readonly floatKeys: readonly string[];
  /** True if the rows tell integers from floats, as those of Python do. */
  readonly tellsIntegers: boolean;
}

/** Returns a reader of the results of rows; see {@link resultTables}. */
export function resultReader(
  rows: ResultRows,
  rules: TableRules,
  values: StoreCapabilities['values'],
): TableReader {
  const tables = () => resultTables(rows, rules, values);
  return rows.areFew ? tables : Object.assign(tables, { numbers: numbersOf(rows, rules) });
}

function numbersOf(
  { facts, count: rows }: ResultRows,
  { excluded, floatKeys, tellsIntegers }: TableRules,
): TablesOfNumbers | undefined {
  const dtypes = new Map<string, 'int64' | 'float64'>();
  for (const key of facts.keys()) {
    if (excluded.includes(key)) continue;
    const { isOfNumbers, isOfIntegersAndFloats, hasFloats, count } = facts.of(key);
    if (!isOfNumbers) return undefined;
    if (tellsIntegers && (isOfIntegersAndFloats || count < rows)) return undefined;
    const isOfFloats = hasFloats || count < rows || floatKeys.includes(key);
    dtypes.set(key, isOfFloats ? 'float64' : 'int64');
  }
  return { rows, dtypes };
}

/**
 * Reads the results of rows, in the order of the space, as tables of limited size. All have the columns
 * that one table of all rows would have. If there are few rows, they are one table.
 *
 * A store whose `values` do not have `mixed` gets booleans beside numbers as numbers, if the rows tell
 * integers from floats: NumPy makes these of them.
 */
async function* resultTables(
  rows: ResultRows,
  rules: TableRules,
  values: StoreCapabilities['values'],
): AsyncGenerator<Table> {
  const { facts } = rows;
  const keys = facts.keys();
  const columns = keys
    .filter((key) => !rules.excluded.includes(key))
    .map((key) => [key, columnMaker(rows, key, rules, values)] as const);
  const missing = (key: string) => missingValue(facts.of(key), rules);
  for await (const given of givenTables(rows, keys, missing)) {
    const table = emptyTable();
    for (const [key, make] of columns) table[key] = make(given[key] as readonly unknown[]);
    yield table;
  }
}

async function* givenTables(
  rows: ResultRows,
  keys: readonly string[],
  missing: (key: string) => number | null,
): AsyncGenerator<Table> {
  const only = rows.table(missing);
  if (only !== undefined) {
    yield only;
    return;
  }
  for (const indices of batches(rows.places)) {
    const table = new TableBuilder(keys);
    await addRows(table, rows, indices);
    yield table.build(missing);
  }
}

/** Yields the indices of the rows of each table. */
function* batches(places: RowPlaces): Generator<Uint32Array> {
  const batch = new Uint32Array(MOST_ROWS);
  let count = 0;
  let bytes = 0;
  for (let index = 0; index < places.length; index++) {
    const size = places.sizeOf(index);
    if (size === 0) continue;
    if (count === MOST_ROWS || (count > 0 && bytes + size > TABLE_BYTES)) {
      yield batch.subarray(0, count);
      count = bytes = 0;
    }
    batch[count++] = index;
    bytes += size;
  }
  if (count > 0) yield batch.subarray(0, count);
}

/** Adds the rows with these indices to a table. Those that are read too early wait for their turn. */
async function addRows(
  table: TableBuilder,
  { places, present }: ResultRows,
  indices: Uint32Array,
): Promise<void> {
  const waiting = new Map<number, Row>();
  for (const { file, rows, offsets } of places.inFiles(indices)) {
    await readRecordsAt(file, offsets, (record, i) => {
      const row = present(indices[rows[i]!]!, record.row);
      if (rows[i] !== table.count) return void waiting.set(rows[i]!, row);
      table.add(row);
      for (let next; (next = waiting.get(table.count)) !== undefined;) {
        waiting.delete(table.count);
        table.add(next);
      }
    });
  }
}

function missingValue({ isNumeric }: ColumnFacts, { tellsIntegers }: TableRules): number | null {
  // As in psyrun 0.8: None for a result that a row of Python lacks, also among numbers.
  return isNumeric && !tellsIntegers ? NaN : null;
}

type ColumnMaker = (column: readonly unknown[]) => Column;

/** Returns how a column of a table is made of the values of its rows. */
function columnMaker(
  { facts, count }: ResultRows,
  key: string,
  { floatKeys, tellsIntegers }: TableRules,
  values: StoreCapabilities['values'],
): ColumnMaker {
  const known = facts.of(key);
  if (!tellsIntegers) {
    const isOfFloats = floatKeys.includes(key) && (known.isOfNumbers || count === 0);
    return isOfFloats ? (column) => Float64Array.from(column as number[]) : identity;
  }
  const typed = known.isOfIntegersAndFloats ? withTypedIntegers : identity;
  const dtype = values.includes('mixed') ? undefined : known.booleanDtype;
  return dtype === undefined ? typed : (column) => booleansAsNumbers(typed(column), dtype);
}

function identity(column: readonly unknown[]): readonly unknown[] {
  return column;
}
