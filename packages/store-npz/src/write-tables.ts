import {
  packInLayouts,
  sizeOf,
  surveyTables,
  type PackedTable,
  type TablesSurvey,
} from '@psyrun/columns/internal';
import type { TableReader } from '@psyrun/core';
import { changedMeanwhile } from '@psyrun/files';
import { encodeElements, npyDtype } from './npy/npy-array.ts';
import { formatNpyHeader } from './npy/npy-header.ts';
import { widthOf } from './npy/npy-strings.ts';
import { nameOf } from './npz-member.ts';
import { ZipWriter, type ZipFile } from './zip/zip-writer.ts';

/** The arrays of the rows of tables, before they are written. */
export interface TablesPlan extends TablesSurvey {
  /** The number of characters of the longest string of a column. */
  readonly widths: ReadonlyMap<string, number>;
}

/** Reads tables to plan their arrays. Resolves to undefined if they have to be one table first. */
export async function planTables(tables: TableReader): Promise<TablesPlan | undefined> {
  const widths = new Map<string, number>();
  let isEncodable = true;
  const survey = await surveyTables(tables, (packed) => {
    for (const [key, column] of packed) {
      if (column.kind !== 'string') continue;
      // A string that cannot be encoded is refused with its row when all rows are one table.
      isEncodable &&= !column.data.some((string) => string.endsWith('\0'));
      widths.set(key, Math.max(widths.get(key) ?? 1, widthOf(column.data)));
    }
  });
  return survey && isEncodable ? { ...survey, widths } : undefined;
}

/**
 * Writes the rows of tables to the new archive `path`, which later becomes the file `name`: each table at
 * once to all of its arrays. Throws
 * `PSYRUN_STORE_VALUE` as packing does, and `PSYRUN_STORE_WRITE` if the tables are not those of the plan.
 */
export async function writeTables(
  path: string,
  name: string,
  plan: TablesPlan,
  tables: TableReader,
): Promise<void> {
  const zip = await ZipWriter.create(path);
  try {
    const arrays = await beginArrays(zip, plan);
    let rows = 0;
    for await (const table of tables()) {
      const packed = packInLayouts(table, plan);
      rows += packed === undefined ? NaN : rowsOf(packed);
      if (!(rows <= plan.rows)) throw changedMeanwhile(name);
      await writeRows(arrays, packed!, plan);
    }
    if (rows !== plan.rows) throw changedMeanwhile(name);
    await zip.finish();
  } finally {
    await zip.close();
  }
}

async function beginArrays(
  zip: ZipWriter,
  { rows, layouts, widths }: TablesPlan,
): Promise<Map<string, ZipFile>> {
  const arrays = new Map<string, ZipFile>();
  for (const [key, { kind, dtype: name, rowShape }] of layouts) {
    const dtype = npyDtype(kind, name, widths.get(key));
    const shape = [rows, ...rowShape];
    const header = formatNpyHeader({ dtype, shape, fortranOrder: false });
    const array = zip.add(nameOf(key), header.length + sizeOf(shape) * dtype.itemSize);
    arrays.set(key, array);
    await array.write([header]);
  }
  return arrays;
}

async function writeRows(
  arrays: ReadonlyMap<string, ZipFile>,
  packed: PackedTable,
  { widths }: TablesPlan,
): Promise<void> {
  const writing = Array.from(packed, ([key, column]) =>
    arrays.get(key)!.write(encodeElements(key, column, widths.get(key) ?? 0)),
  );
  await Promise.all(writing);
}

function rowsOf(packed: PackedTable): number {
  const [first] = packed.values();
  return first?.shape[0] ?? 0;
}
