import { formatError } from '@psyrun/files';
import { columnError, sizeOf, type ReadColumn } from '@psyrun/columns/internal';
import type { ColumnContent } from '@psyrun/core';
import type { Filter, Metadata } from 'h5wasm/node';
import { CHECKSUM_ATTRIBUTE, ContentChecksum } from '../checksum/content-checksum.ts';
import { changedSince, compressedBy } from '../h5-errors.ts';
import type { H5Handle } from '../library/h5-handle.ts';
import { decodeColumn, decodeVariable, dtypeName } from '../type/decode-column.ts';
import { isVariable } from '../type/h5-type.ts';
import { readVariable } from './variable-rows.ts';

/**
 * The maximum ratio of unpacked to stored bytes. No compression exceeds it, so a larger shape is
 * damaged.
 */
const MOST_EXPANSION = 1032;
/** The bytes that a file may promise and not hold: HDF5 does not store values that were never set. */
const MOST_UNSET = 2 ** 26;
/** Number of bytes that an element of any length takes in the file, beside its value. */
const POINTER_BYTES = 16;

/** The filters that compress nothing, as HDF5 numbers them: shuffle and Fletcher's checksum. */
const SAME_SIZE = new Set([2, 3]);
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
  readonly #filters: readonly Filter[];
  readonly #rowShape: readonly number[];
  /** The checksum of the rows that were read without a gap from the first one on. */
  readonly #checksum = new ContentChecksum();

  /** `path` must be a dataset with an axis for rows. */
  constructor(name: string, file: H5Handle, key: string, path: string) {
    this.#metadata = file.describe(path);
    this.#filters = file.filters(path);
    const [rows, ...rowShape] = this.#metadata.shape as [number, ...number[]];
    this.key = key;
    this.rows = rows;
    this.#name = name;
    this.#file = file;
    this.#path = path;
    this.#rowShape = rowShape;
  }

  /**
   * Throws what speaks against reading the column, before anything is read: `PSYRUN_FILE_FORMAT` for
   * a shape that the file cannot hold, `PSYRUN_NOT_SUPPORTED` for its compression and its type.
   */
  check(): void {
    const filter = this.#filters.find(({ id }) => id >= FOREIGN_FILTERS);
    if (filter) throw compressedBy(this.#name, this.#path, filter.name);
    const { shape } = this.#metadata;
    if (!(this.#promised() <= this.#mostBytes())) {
      const why = `${this.#path} has shape [${shape!.join(', ')}], which it cannot hold`;
      throw formatError(this.#name, 'HDF5', why);
    }
    try {
      dtypeName(this.#metadata);
    } catch (error) {
      throw columnError(this.#name, this.key, error);
    }
  }

  /** Says what the column holds. */
  content(): ColumnContent {
    const shape = this.#metadata.shape!;
    const base = {
      key: this.key,
      shape,
      ...(!isVariable(this.#metadata) && { promised: this.#promised() }),
    };
    try {
      this.check();
      return { ...base, dtype: dtypeName(this.#metadata) };
    } catch (error) {
      return { ...base, dtype: 'void', problem: (error as Error).message };
    }
  }

  /**
   * Returns some rows. Once all rows have been read in order, their checksum is compared with the
   * stored one. Throws `PSYRUN_FILE_FORMAT`, and `PSYRUN_NOT_SUPPORTED` for text that is not UTF-8.
   */
  read(from: number, count: number): ReadColumn {
    const rowShape = this.#rowShape;
    const rowBytes = this.#metadata.size * sizeOf(rowShape);
    const rows = { from, count, rowShape, rowBytes };
    const shape = [count, ...rowShape];
    try {
      if (!isVariable(this.#metadata)) {
        return decodeColumn(this.#metadata, shape, this.#bytes(rows));
      }
      const [file, path, most] = [this.#file, this.#path, this.#mostBytes()];
      const values = readVariable(this.#name, file, path, rows, this.#metadata, most);
      return decodeVariable(this.#metadata, shape, values);
    } catch (error) {
      throw columnError(this.#name, this.key, error);
    }
  }

  #bytes(rows: Parameters<H5Handle['readRows']>[1]): Uint8Array {
    const { from, count } = rows;
    const bytes = this.#file.readRows(this.#path, rows);
    if (from === this.#checksum.rows) {
      this.#checksum.add(count, bytes);
      if (from + count === this.rows) this.#verify();
    }
    return bytes;
  }

  #promised(): number {
    const { shape, size } = this.#metadata;
    return sizeOf(shape!) * (isVariable(this.#metadata) ? POINTER_BYTES : size);
  }

  #mostBytes(): number {
    const isPacked = this.#filters.some(({ id }) => !SAME_SIZE.has(id));
    return this.#file.size * (isPacked ? MOST_EXPANSION : 1) + MOST_UNSET;
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
