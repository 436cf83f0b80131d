import type { StoreCapabilities, TableReader } from './store.ts';
import type { Table } from './values.ts';

/** The space of exported rows, if it is a product. */
export interface ExportedProduct {
  /**
   * The factors, of which the last one varies fastest. Each is a table of the values of its parameters:
   * the row of the space with the index `i` takes row `floor(i / n) % length` of a factor that is followed
   * by factors with `n` rows together.
   */
  readonly factors: readonly Table[];
  /** Yields the index in the space of each row, ascending. Rows that are not done are missing. */
  readonly indices: () => Iterable<number>;
}

/** Rows to export. */
export interface ExportedRows {
  /** Reads the rows, in the order of the space. */
  readonly tables: TableReader;
  /** Facts about the rows, such as their task and its run; none for the rows of a file. */
  readonly attributes: Readonly<Record<string, string | number>>;
  /** The space, if it is a product; undefined for other spaces and for the rows of a file. */
  readonly product?: ExportedProduct;
}

/**
 * Writes results in a format that is no store: psyrun never reads it again. A package provides it under
 * `exporters` in its manifest, by the suffix of its files. `psy export` uses it.
 *
 * A class that implements it has a constructor that can be called without arguments.
 */
export interface Exporter {
  /** File name extension with its dot, in lower case: `.nc`. */
  readonly suffix: string;
  /** Kinds of values that a column may hold, as in {@link StoreCapabilities.values}. */
  readonly values: StoreCapabilities['values'];
  /**
   * Writes rows to `file`, which is not there yet. Atomic: after a crash at any instant the file is whole or
   * missing. Throws `PSYRUN_STORE_VALUE`, naming the key, for values that the format cannot hold.
   */
  write(file: string, rows: ExportedRows): Promise<void>;
}
