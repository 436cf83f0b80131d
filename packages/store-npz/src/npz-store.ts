import { existsSync } from 'node:fs';
import { batchSize, tableOf, wholeTable } from '@psyrun/columns';
import {
  joinPackedTables,
  packTable,
  unpackTable,
  type PackedTable,
} from '@psyrun/columns/internal';
import type {
  FileContent,
  LoadOptions,
  Row,
  ScanOptions,
  Store,
  StoreCapabilities,
  Table,
  TableReader,
} from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';
import { encodeArray } from './npy/npy-array.ts';
import { nameOf } from './npz-member.ts';
import { contentOf } from './npz-content.ts';
import { loadTable, readRow, readTable, scanTable } from './npz-reader.ts';
import { planTables, writeTables } from './write-tables.ts';
import { writeZip } from './zip/zip-writer.ts';

/**
 * Saves tables as NumPy's `.npz` files: a zip archive with one npy array for each column, which
 * `numpy.load` reads.
 *
 * The store holds numbers, bigints, booleans, strings, complex numbers (`{ re, im }`) and n-d
 * arrays of numbers. It refuses everything else with `PSYRUN_STORE_VALUE`. Files are always written
 * as a whole: an append reads the old rows and writes all of them again. Checksums are verified
 * while a file is read, except when {@link NpzStore.load} reads a single row: it reads only that
 * row.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const file = join(mkdtempSync(join(tmpdir(), 'psyrun-')), 'result.npz');
 * const store = new NpzStore();
 * await store.save(file, { radius: [0.5, 1], label: ['a', 'b'] });
 * await store.append(file, { radius: [2], label: ['c'] });
 * await store.load(file, -1); // => { radius: 2, label: 'c' }
 * ```
 */
export class NpzStore implements Store {
  readonly ext = '.npz';
  readonly capabilities: StoreCapabilities = {
    cheapAppend: false,
    cheapRow: true,
    columns: true,
    scalars: true,
    values: ['string', 'boolean', 'bigint', 'complex', 'ndarray'],
  };

  /** Writes the table. Also throws `PSYRUN_STORE_BUSY`, `PSYRUN_STORE_WRITE`, `PSYRUN_ARGUMENT`. */
  async save(file: string, table: Table): Promise<void> {
    const packed = packTable(table);
    await withWriteLock(file, () => write(file, packed));
  }

  /** Writes the rows of tables. Two of them at most are in memory. Throws as {@link NpzStore.save} does. */
  async saveFrom(file: string, tables: TableReader): Promise<void> {
    const plan = await planTables(tables);
    if (plan === undefined) return this.save(file, await wholeTable(tables()));
    await withWriteLock(file, () =>
      replaceFile(file, (path) => writeTables(path, file, plan, tables)),
    );
  }

  /** Adds rows. Throws the errors of {@link NpzStore.save} and {@link NpzStore.load}. */
  async append(file: string, table: Table): Promise<void> {
    const added = packTable(table);
    await withWriteLock(file, async () => {
      const old = existsSync(file) ? await readTable(file) : new Map();
      await write(file, joinPackedTables(old, added));
    });
  }

  /**
   * Reads a file of psyrun or of another program, or some columns of it. Columns differ in length
   * only if they do so in the file. The headers of all these columns are checked before the first
   * one is read.
   *
   * Throws `PSYRUN_FILE_NOT_FOUND`; `PSYRUN_FILE_FORMAT` for a damaged file or another format;
   * `PSYRUN_NOT_SUPPORTED` for element types that JavaScript cannot represent, such as pickled
   * objects; `PSYRUN_OUT_OF_RANGE` for a row that does not exist; `PSYRUN_COLUMN_NOT_FOUND`.
   */
  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  load(file: string, options: LoadOptions): Promise<Table>;
  async load(file: string, choice: number | LoadOptions = {}): Promise<Table | Row> {
    return typeof choice === 'number' ? readRow(file, choice) : loadTable(file, choice.columns);
  }

  /**
   * Yields the rows in order. Damage is reported after the last row at the latest. Throws as `load`
   * does.
   */
  async *scan(file: string, options: ScanOptions = {}): AsyncGenerator<Table> {
    const batch = batchSize(options);
    for await (const rows of scanTable(file, options.columns, batch)) yield unpackTable(rows);
  }

  /** Throws `PSYRUN_STORE_VALUE` if the row alone could not be saved. */
  checkRow(row: Row): void {
    entriesOf(packTable(tableOf([row])));
  }

  /** Says what a file holds, from the headers of its arrays. Throws as `load` does for other files. */
  inspect(file: string): Promise<FileContent> {
    return contentOf(file);
  }
}

async function write(file: string, table: PackedTable): Promise<void> {
  const entries = entriesOf(table);
  await replaceFile(file, (path) => writeZip(path, entries));
}

function entriesOf(table: PackedTable): { name: string; pieces: Uint8Array[] }[] {
  return Array.from(table, ([key, column]) => ({
    name: nameOf(key),
    pieces: encodeArray(key, column),
  }));
}
