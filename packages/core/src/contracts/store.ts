import type { FileContent } from './file-content.ts';
import type { Row, Table } from './values.ts';

/**
 * The abilities of a store, as data. Callers read them; they never try a call to see whether it
 * throws.
 */
export interface StoreCapabilities {
  /**
   * True if `append` takes time in proportion to the rows appended, not to the rows in the file.
   */
  readonly cheapAppend: boolean;
  /** True if `load(file, row)` takes less time than loading the whole file. */
  readonly cheapRow: boolean;
  /**
   * True if `load` and `scan` take `columns`. Of a store that leaves it out, psyrun reads all columns
   * and keeps the chosen ones.
   */
  readonly columns?: boolean;
  /**
   * True if a column may hold typed numbers (see {@link Scalar}). A store that leaves it out gets numbers
   * in their place, and a typed array for a column of numbers whose type is not that of its values.
   */
  readonly scalars?: boolean;
  /** Kinds of values that a column may hold. Other kinds are refused with an error code. */
  readonly values: readonly StoreValueKind[];
}

/**
 * Kinds of values that some stores can hold and others cannot. Every store holds numbers.
 *
 * `complex` is an object of two numbers, `re` and `im`. `mixed` is a column with values of several
 * kinds.
 */
export const STORE_VALUE_KINDS = [
  'string',
  'boolean',
  'bigint',
  'complex',
  'null',
  'bytes',
  'date',
  'ndarray',
  'list',
  'object',
  'map',
  'set',
  'mixed',
] as const;

/** One of {@link STORE_VALUE_KINDS}. */
export type StoreValueKind = (typeof STORE_VALUE_KINDS)[number];

/** Options of {@link Store.load}. */
export interface LoadOptions {
  /**
   * The keys of the columns to read, which are returned in this order; all columns if it is left
   * out. The others are not read, so that they cannot fail.
   */
  readonly columns?: readonly string[];
  /**
   * True to keep the types that values of JavaScript do not tell, so that the rows can be written once
   * more as they were: a whole float is a {@link Scalar} then. Only stores with `capabilities.scalars`
   * get it. A store that returns numbers as typed arrays has nothing more to do.
   */
  readonly typed?: boolean;
}

/** Options of {@link Store.scan}. */
export interface ScanOptions extends LoadOptions {
  /** The maximum number of rows in memory; the store chooses if it is left out. */
  readonly batch?: number;
}

/**
 * Reads rows in order, as tables of limited size. All tables have the same columns. It can be called
 * several times; each call reads the same rows from the first on.
 */
export interface TableReader {
  (): AsyncIterable<Table>;
  /** Tables of numbers only, if that is known. A store need not read them before it writes them then. */
  readonly numbers?: TablesOfNumbers | undefined;
}

/** Tables in which every value is a number. */
export interface TablesOfNumbers {
  /** Number of rows of all tables. */
  readonly rows: number;
  /** For each column, in order, whether all of its numbers are safe integers, in lists, or it has others. */
  readonly dtypes: ReadonlyMap<string, 'int64' | 'float64'>;
}

/**
 * Saves tables to files of one format and loads them again.
 *
 * A class that implements it has a constructor that can be called without arguments.
 */
export interface Store {
  /** File name extension with its dot, in lower case: `.pkl`. */
  readonly ext: string;
  readonly capabilities: StoreCapabilities;
  /**
   * Writes `table` to `file` and replaces the old content. Atomic: after a crash at any instant the
   * file holds the old or the new content.
   */
  save(file: string, table: Table): Promise<void>;
  /**
   * Does the same with rows that are too many to be in memory at once, and writes them as `save` writes
   * a table of all of them. It may read them several times.
   *
   * A store may leave it out. psyrun then joins the tables to one.
   */
  saveFrom?(file: string, tables: TableReader): Promise<void>;
  /**
   * Adds rows to `file`; creates the file if there is none. Adds all rows or none. A key that one
   * side lacks gets missing values: null, or NaN in numeric columns.
   */
  append(file: string, table: Table): Promise<void>;
  /** Returns all rows of `file`. */
  load(file: string): Promise<Table>;
  /** Returns row `row` of `file`; negative numbers count from the end. */
  load(file: string, row: number): Promise<Row>;
  /**
   * Returns all rows of the chosen columns, if `capabilities.columns` is true. Throws
   * `PSYRUN_COLUMN_NOT_FOUND` for a column that the file lacks.
   */
  load(file: string, options: LoadOptions): Promise<Table>;
  /** Yields the rows of `file` in order, as tables of limited size. */
  scan(file: string, options?: ScanOptions): AsyncIterable<Table>;
  /**
   * Says what `file` holds without reading its rows, as far as the format tells. It throws as `load`
   * does for a file that is missing or of another format. What cannot be read as a table is part of
   * the answer.
   *
   * A store may leave it out. psyrun then loads the file to know what it holds.
   */
  inspect?(file: string): Promise<FileContent>;
  /**
   * Throws `PSYRUN_STORE_VALUE` if a table of `row` alone could not be saved. psyrun calls it for every
   * row before the row is recorded: a value that the store cannot hold fails its row at once. It must
   * be fast, and must not use files.
   *
   * A store may leave it out. psyrun then compares the kinds of the values with
   * `capabilities.values`.
   */
  checkRow?(row: Row): void;
}

/** A class of stores. */
export type StoreClass = new () => Store;
