import { existsSync } from 'node:fs';
import { batchSize } from '@psyrun/columns';
import {
  joinPackedTables,
  packTable,
  unpackTable,
  type PackedTable,
} from '@psyrun/columns/internal';
import type { Row, ScanOptions, Store, StoreCapabilities, Table } from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';
import { encodeArray } from './npy-array.ts';
import { nameOf } from './npz-member.ts';
import { loadTable, readRow, readTable, scanTable } from './npz-reader.ts';
import { writeZip } from './zip-writer.ts';

/**
 * Saves tables to NumPy's `.npz` files: a zip archive with one npy array for each column, which
 * `numpy.load` reads.
 *
 * Numbers, bigints, booleans, strings, complex numbers (`{ re, im }`) and n-d arrays of numbers are
 * held; everything else is refused with `PSYRUN_STORE_VALUE`. Files are always written whole: an
 * append reads the old rows and writes all of them again. Every file is verified against its
 * checksums while it is read, except that {@link NpzStore.load} of a single row reads no more than
 * that row.
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
    values: ['string', 'boolean', 'bigint', 'complex', 'ndarray'],
  };

  /** Writes the table; throws also `PSYRUN_STORE_BUSY`, `PSYRUN_STORE_WRITE`, `PSYRUN_ARGUMENT`. */
  async save(file: string, table: Table): Promise<void> {
    const packed = packTable(table);
    await withWriteLock(file, () => write(file, packed));
  }

  /** Adds rows; throws what {@link NpzStore.save} and {@link NpzStore.load} throw. */
  async append(file: string, table: Table): Promise<void> {
    const added = packTable(table);
    await withWriteLock(file, async () => {
      const old = existsSync(file) ? await readTable(file) : new Map();
      await write(file, joinPackedTables(old, added));
    });
  }

  /**
   * Reads a file, whoever wrote it. Columns are of unequal length only if the file holds them so.
   *
   * Throws `PSYRUN_FILE_NOT_FOUND`; `PSYRUN_FILE_FORMAT` for files that are damaged or no npz;
   * `PSYRUN_NOT_SUPPORTED` for element types without a counterpart, such as pickled objects;
   * `PSYRUN_OUT_OF_RANGE` for a row that is not there.
   */
  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  async load(file: string, row?: number): Promise<Table | Row> {
    return row === undefined ? loadTable(file) : readRow(file, row);
  }

  /** The rows in order; damage is found at the latest after the last row. Throws as `load`. */
  async *scan(file: string, options: ScanOptions = {}): AsyncGenerator<Table> {
    for await (const rows of scanTable(file, batchSize(options))) yield unpackTable(rows);
  }
}

async function write(file: string, table: PackedTable): Promise<void> {
  const entries = Array.from(table, ([key, column]) => ({
    name: nameOf(key),
    pieces: encodeArray(key, column),
  }));
  await replaceFile(file, (path) => writeZip(path, entries));
}
