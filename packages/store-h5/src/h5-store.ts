import { existsSync } from 'node:fs';
import { batchSize } from '@psyrun/columns';
import {
  joinPackedTables,
  packTable,
  unpackTable,
  type PackedTable,
} from '@psyrun/columns/internal';
import {
  PsyrunError,
  type Row,
  type ScanOptions,
  type Store,
  type StoreCapabilities,
  type Table,
} from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';
import { DEFAULT_NODE, groupsOf } from './h5-path.ts';
import { checkAlone, readRow, readTable, scanTable } from './h5-reader.ts';
import { writeTable } from './h5-writer.ts';

/** Options of {@link H5Store}. */
export interface H5StoreOptions {
  /** Level of gzip, from 1, quick, to 9, small. Without it, nothing is compressed. */
  readonly compression?: number;
  /** The group that holds the columns, by its path from the root; `/psyrun` if it is left out. */
  readonly node?: string;
}

/**
 * Saves tables to HDF5 files, one dataset for each column in one group, which PyTables and h5py read.
 *
 * Numbers, bigints, booleans, strings, complex numbers (`{ re, im }`) and n-d arrays of numbers are
 * held; everything else is refused with `PSYRUN_STORE_VALUE`. Files are always written whole, beside
 * the old one: an append reads the old rows and writes all of them again. Each column has the
 * checksum of its rows, which is verified when all of them are read, but not for a single row.
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const file = join(mkdtempSync(join(tmpdir(), 'psyrun-')), 'result.h5');
 * const store = new H5Store({ compression: 4 });
 * await store.save(file, { radius: [0.5, 1], label: ['a', 'b'] });
 * await store.append(file, { radius: [2], label: ['c'] });
 * await store.load(file, -1); // => { radius: 2, label: 'c' }
 * ```
 */
export class H5Store implements Store {
  readonly ext = '.h5';
  readonly capabilities: StoreCapabilities = {
    cheapAppend: false,
    cheapRow: true,
    values: ['string', 'boolean', 'bigint', 'complex', 'ndarray'],
  };
  readonly #options: Required<H5StoreOptions>;

  /** Throws `PSYRUN_ARGUMENT` for a level that gzip does not have, and for what is no path of a group. */
  constructor({ compression = 0, node = DEFAULT_NODE }: H5StoreOptions = {}) {
    if (!(Number.isInteger(compression) && compression >= 0 && compression <= 9)) {
      throw new PsyrunError('PSYRUN_ARGUMENT', `There is no compression of level ${compression}.`, {
        hint: 'Give a whole number from 1 to 9, or nothing.',
      });
    }
    groupsOf(node);
    this.#options = { compression, node };
  }

  /** Writes the table; throws also `PSYRUN_STORE_BUSY`, `PSYRUN_STORE_WRITE`, `PSYRUN_ARGUMENT`. */
  async save(file: string, table: Table): Promise<void> {
    const packed = packTable(table);
    await withWriteLock(file, () => this.#write(file, packed));
  }

  /** Adds rows; throws what {@link H5Store.save} and {@link H5Store.load} throw. */
  async append(file: string, table: Table): Promise<void> {
    const added = packTable(table);
    await withWriteLock(file, async () => {
      const old = existsSync(file) ? await this.#readWhole(file) : new Map();
      await this.#write(file, joinPackedTables(old, added));
    });
  }

  /**
   * Reads a file, whoever wrote it. Columns are of unequal length only if the file holds them so.
   *
   * Throws `PSYRUN_FILE_NOT_FOUND`; `PSYRUN_FILE_FORMAT` for files that are damaged or no HDF5;
   * `PSYRUN_NOT_SUPPORTED` for element types without a counterpart; `PSYRUN_OUT_OF_RANGE` for a row
   * that is not there.
   */
  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  async load(file: string, row?: number): Promise<Table | Row> {
    const { node } = this.#options;
    return row === undefined ? unpackTable(await readTable(file, node)) : readRow(file, node, row);
  }

  /** The rows in order; damage is found at the latest with the last row. Throws as `load`. */
  async *scan(file: string, options: ScanOptions = {}): AsyncGenerator<Table> {
    const { node } = this.#options;
    for await (const rows of scanTable(file, node, batchSize(options))) yield unpackTable(rows);
  }

  async #readWhole(file: string): Promise<PackedTable> {
    const { node } = this.#options;
    const table = await readTable(file, node);
    await checkAlone(file, node);
    return table;
  }

  async #write(file: string, table: PackedTable): Promise<void> {
    await replaceFile(file, (path) => writeTable(path, file, table, this.#options));
  }
}
