import { rowCount, wholeTable } from '@psyrun/columns';
import { dtypeOf, packInLayouts, packTable, type PackedTable } from '@psyrun/columns/internal';
import {
  PsyrunError,
  type Exporter,
  type ExportedRows,
  type StoreCapabilities,
  type TableReader,
} from '@psyrun/core';
import { changedMeanwhile, replaceFile } from '@psyrun/files';
import { planTable, planTables, type TablesPlan } from '../tables-plan.ts';
import { fillValueOf } from './fill-value.ts';
import { gridOf } from './grid.ts';
import { netcdfLayout } from './netcdf-layout.ts';
import { writeNetcdf } from './netcdf-writer.ts';

/**
 * Writes rows to netCDF-4 files. If the space is a product, its parameters are the dimensions and their values
 * the coordinates. The rows of any other space are along the dimension `row`.
 *
 * Throws `PSYRUN_STORE_VALUE`, naming the key, for what netCDF lacks: complex numbers, objects, dates, bytes, missing
 * strings and booleans.
 *
 * @example
 * ```ts
 * import { mkdtempSync, statSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const file = join(mkdtempSync(join(tmpdir(), 'psyrun-')), 'result.nc');
 * const tables = async function* () {
 *   yield { radius: [0.5, 1], area: [0.79, 3.14] };
 * };
 * const product = { factors: [{ radius: [0.5, 1] }], indices: () => [0, 1] };
 * await new NetcdfExporter().write(file, { tables, attributes: { title: 'circle' }, product });
 * statSync(file).isFile(); // => true
 * ```
 */
export class NetcdfExporter implements Exporter {
  readonly suffix = '.nc';
  readonly values: StoreCapabilities['values'] = ['string', 'boolean', 'bigint', 'ndarray'];

  /** Writes the file. Also throws `PSYRUN_STORE_WRITE`. */
  async write(file: string, { tables, attributes, product }: ExportedRows): Promise<void> {
    const grid = gridOf(product);
    const plan = await planTables(tables);
    const { rows, whole } = plan ? { rows: plan, whole: undefined } : await inOneTable(tables);
    const layout = netcdfLayout(grid, rows);
    if (layout.isPartial) await checkFillValues(packedTables(file, rows, tables, whole));
    await replaceFile(file, (path) =>
      writeNetcdf(path, file, layout, {
        tables: packedTables(file, rows, tables, whole),
        indices: grid ? product!.indices() : upTo(rows.rows),
        attributes,
      }),
    );
  }
}

/** Returns the plan of rows that have to be one table before their types are known. */
async function inOneTable(tables: TableReader) {
  const whole = packTable(await wholeTable(tables()));
  return { rows: planTable(whole), whole };
}

async function* packedTables(
  file: string,
  plan: TablesPlan,
  tables: TableReader,
  whole: PackedTable | undefined,
): AsyncGenerator<PackedTable> {
  if (whole !== undefined) {
    yield whole;
    return;
  }
  for await (const table of tables()) {
    if (rowCount(table) === 0) continue;
    const rows = packInLayouts(table, plan);
    if (rows === undefined) throw changedMeanwhile(file);
    yield rows;
  }
}

/** Throws `PSYRUN_STORE_VALUE` if a number of the rows is the one that stands for a missing number. */
async function checkFillValues(tables: AsyncIterable<PackedTable>): Promise<void> {
  for await (const table of tables) {
    for (const [key, { kind, data }] of table) {
      if (kind !== 'number') continue;
      const fill = fillValueOf({ kind, dtype: dtypeOf(data) });
      if ((data as { includes(value: unknown): boolean }).includes(fill)) throw isFill(key, fill!);
    }
  }
}

function isFill(key: string, fill: number | bigint): PsyrunError {
  return new PsyrunError(
    'PSYRUN_STORE_VALUE',
    `${JSON.stringify(key)} holds ${fill}, which stands for a missing value of its type in netCDF, and rows are missing.`,
    {
      hint: 'Leave the column out with --columns, export to another format, or export again when all rows are done.',
      fields: { key },
    },
  );
}

function* upTo(count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield i;
}
