import { existsSync } from 'node:fs';
import { batchSize, tableOf, wholeTable } from '@psyrun/columns';
import {
  joinPackedTables,
  packTable,
  unpackTable,
  type PackedTable,
} from '@psyrun/columns/internal';
import {
  PsyrunError,
  type FileContent,
  type LoadOptions,
  type Row,
  type ScanOptions,
  type Store,
  type StoreCapabilities,
  type Table,
  type TableReader,
} from '@psyrun/core';
import { replaceFile, withWriteLock } from '@psyrun/files';
import { DEFAULT_NODE, groupsOf, pathOf } from './h5-path.ts';
import { checkAlone, contentOf, readRow, readTable, scanTable } from './read/h5-reader.ts';
import { appendRows } from './append/append-rows.ts';
import { writeTable, writeTables } from './h5-writer.ts';
import { planTables } from './tables-plan.ts';
import { encodeElements, stringTypeOf } from './type/encode-column.ts';

/** Options of {@link H5Store}. */
export interface H5StoreOptions {
  /** Level of gzip, from 1 (fast) to 9 (small). If it is left out, nothing is compressed. */
  readonly compression?: number;
  /** The path, from the root, of the group that holds the columns; `/psyrun` if it is left out. */
  readonly node?: string;
}

/**
 * Saves tables as HDF5 files with one dataset for each column in one group. PyTables and h5py read
 * them.
 *
 * The store holds numbers, bigints, booleans, strings, complex numbers (`{ re, im }`) and n-d
 * arrays of numbers. It refuses everything else with `PSYRUN_STORE_VALUE`. Files are always written
 * beside the old one, and renamed. An append copies the bytes of the old rows; it packs them again only if
 * a column changes its type. Each column has a checksum of its rows. It is verified when all rows are read, but not for a single
 * row.
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
    columns: true,
    scalars: true,
    values: ['string', 'boolean', 'bigint', 'complex', 'ndarray'],
  };
  readonly #options: Required<H5StoreOptions>;

  /** Throws `PSYRUN_ARGUMENT` for an invalid level of gzip, and for an invalid path of a group. */
  constructor({ compression = 0, node = DEFAULT_NODE }: H5StoreOptions = {}) {
    if (!(Number.isInteger(compression) && compression >= 0 && compression <= 9)) {
      throw new PsyrunError(
        'PSYRUN_ARGUMENT',
        `The compression level ${compression} is not valid.`,
        {
          hint: 'Give an integer from 1 to 9, or leave it out.',
        },
      );
    }
    groupsOf(node);
    this.#options = { compression, node };
  }

  /** Writes the table. Also throws `PSYRUN_STORE_BUSY`, `PSYRUN_STORE_WRITE`, `PSYRUN_ARGUMENT`. */
  async save(file: string, table: Table): Promise<void> {
    const packed = packTable(table);
    await withWriteLock(file, () => this.#write(file, packed));
  }

  /** Writes the rows of tables. Two of them at most are in memory. Throws as {@link H5Store.save} does. */
  async saveFrom(file: string, tables: TableReader): Promise<void> {
    const plan = await planTables(tables);
    if (plan === undefined) return this.save(file, await wholeTable(tables()));
    await withWriteLock(file, () =>
      replaceFile(file, (path) => writeTables(path, file, plan, tables, this.#options)),
    );
  }

  /** Adds rows. Throws the errors of {@link H5Store.save} and {@link H5Store.load}. */
  async append(file: string, table: Table): Promise<void> {
    const added = packTable(table);
    await withWriteLock(file, async () => {
      if (!existsSync(file)) return this.#write(file, added);
      await checkAlone(file, this.#options.node);
      if (await appendRows(file, added, this.#options)) return;
      const old = await readTable(file, this.#options.node);
      await this.#write(file, joinPackedTables(old, added));
    });
  }

  /**
   * Reads a file of psyrun or of another program, or some columns of it. Columns differ in length
   * only if they do so in the file. All these columns are checked before the first one is read.
   *
   * Throws `PSYRUN_FILE_NOT_FOUND`; `PSYRUN_FILE_FORMAT` for a damaged file, another format or another
   * layout; `PSYRUN_NOT_SUPPORTED` for element types that JavaScript cannot represent;
   * `PSYRUN_OUT_OF_RANGE` for a row that does not exist; `PSYRUN_COLUMN_NOT_FOUND`.
   */
  load(file: string): Promise<Table>;
  load(file: string, row: number): Promise<Row>;
  load(file: string, options: LoadOptions): Promise<Table>;
  async load(file: string, choice: number | LoadOptions = {}): Promise<Table | Row> {
    const { node } = this.#options;
    if (typeof choice === 'number') return readRow(file, node, choice);
    return unpackTable(await readTable(file, node, choice.columns));
  }

  /**
   * Yields the rows in order. Damage is reported with the last row at the latest. Throws as `load`
   * does.
   */
  async *scan(file: string, options: ScanOptions = {}): AsyncGenerator<Table> {
    const { node } = this.#options;
    const batch = batchSize(options);
    for await (const rows of scanTable(file, node, options.columns, batch)) yield unpackTable(rows);
  }

  /** Throws `PSYRUN_STORE_VALUE` if the row alone could not be saved. */
  checkRow(row: Row): void {
    for (const [key, column] of packTable(tableOf([row]))) {
      pathOf(this.#options.node, key);
      encodeElements(key, column, stringTypeOf(column));
    }
  }

  /** Says what the group of the columns holds. Throws as `load` does for other files. */
  inspect(file: string): Promise<FileContent> {
    return contentOf(file, this.#options.node);
  }

  async #write(file: string, table: PackedTable): Promise<void> {
    await replaceFile(file, (path) => writeTable(path, file, table, this.#options));
  }
}
