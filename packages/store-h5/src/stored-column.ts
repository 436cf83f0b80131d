import { formatError } from '@psyrun/files';
import { columnError, sizeOf, type PackedColumn } from '@psyrun/columns/internal';
import type { Metadata } from 'h5wasm/node';
import { CHECKSUM_ATTRIBUTE, ContentChecksum } from './checksum/content-checksum.ts';
import { changedSince, compressedBy } from './h5-errors.ts';
import type { H5Handle } from './h5-handle.ts';
import { decodeColumn } from './h5-type.ts';

/**
 * The maximum ratio of unpacked to stored bytes. No compression exceeds it, so a larger shape is
 * damaged.
 */
const MOST_EXPANSION = 1032;

/** The number of the first filter that is not HDF5's own. */
const FOREIGN_FILTERS = 256;

/** A column of an open file. */
export class StoredColumn {
  readonly key: string;
  /** The number of rows. */
  readonly rows: number;
  readonly #name: string;
  readonly #file: H5Handle;
  readonly #path: string;
  readonly #metadata: Metadata;
  readonly #rowShape: readonly number[];
  /** The checksum of the rows that were read without a gap from the first one on. */
  readonly #checksum = new ContentChecksum();

  /**
   * Throws `PSYRUN_FILE_FORMAT` if it is not a column, or has a shape that the file cannot hold.
   * Throws `PSYRUN_NOT_SUPPORTED` if its compression is not one of HDF5's own.
   */
  constructor(name: string, file: H5Handle, key: string, path: string) {
    if (!file.isDataset(path)) throw formatError(name, 'HDF5', `${path} is not a dataset`);
    const filter = file.filters(path).find(({ id }) => id >= FOREIGN_FILTERS);
    if (filter) throw compressedBy(name, path, filter.name);
    const metadata = file.describe(path);
    const { shape, size } = metadata;
    const [rows, ...rowShape] = shape ?? [];
    if (rows === undefined) throw formatError(name, 'HDF5', `${path} has no axis for rows`);
    if (!(sizeOf(shape!) * size <= file.size * MOST_EXPANSION)) {
      throw formatError(
        name,
        'HDF5',
        `${path} has shape [${shape!.join(', ')}], which it cannot hold`,
      );
    }
    this.key = key;
    this.rows = rows;
    this.#name = name;
    this.#file = file;
    this.#path = path;
    this.#metadata = metadata;
    this.#rowShape = rowShape;
  }

  /**
   * Returns some rows. Once all rows have been read in order, their checksum is compared with the
   * stored one. Throws `PSYRUN_FILE_FORMAT`, and `PSYRUN_NOT_SUPPORTED` for element types that
   * JavaScript cannot represent.
   */
  read(from: number, count: number): PackedColumn {
    const rowShape = this.#rowShape;
    const rowBytes = this.#metadata.size * sizeOf(rowShape);
    const bytes = this.#file.readRows(this.#path, { from, count, rowShape, rowBytes });
    if (from === this.#checksum.rows) {
      this.#checksum.add(count, bytes);
      if (from + count === this.rows) this.#verify();
    }
    try {
      return decodeColumn(this.#metadata, [count, ...rowShape], bytes);
    } catch (error) {
      throw columnError(this.#name, this.key, error);
    }
  }

  /**
   * Another number of rows is not damage, which HDF5 would have found: rows were added or removed.
   */
  #verify(): void {
    const expected = this.#file.textAttribute(this.#path, CHECKSUM_ATTRIBUTE);
    if (expected === undefined || !expected.endsWith(` of ${this.rows} rows`)) return;
    if (expected !== this.#checksum.toString()) throw changedSince(this.#name, this.#path);
  }
}
