import type { Row, Table } from './values.ts';

/** What a store can do, as data: callers branch on it and never probe by catching an error. */
export interface StoreCapabilities {
  /** `append` costs in proportion to the rows appended, not to the rows already there. */
  readonly cheapAppend: boolean;
  /** `load(file, row)` costs less than loading the file. */
  readonly cheapRow: boolean;
  /** Kinds of values that a column may hold; what is not named is refused with a coded error. */
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

/** Options of {@link Store.scan}. */
export interface ScanOptions {
  /** Most rows in memory at a time; the store chooses if it is left out. */
  readonly batch?: number;
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
   * Writes `table` to `file`, in place of what was there. Atomic: after a crash at any instant
   * the file holds the old or the new content.
   */
  save(file: string, table: Table): Promise<void>;
  /**
   * Adds rows to `file`, which is made if it is not there. All rows or none. Keys that one side
   * lacks become missing values: null, or NaN in numeric columns.
   */
  append(file: string, table: Table): Promise<void>;
  /** All rows of `file`. */
  load(file: string): Promise<Table>;
  /** Row `row` of `file`; negative numbers count from the end. */
  load(file: string, row: number): Promise<Row>;
  /** The rows of `file` in order, in tables of bounded size. */
  scan(file: string, options?: ScanOptions): AsyncIterable<Table>;
}

/** A class of stores. */
export type StoreClass = new () => Store;
