import type { Row, Table } from '@psyrun/core';
import { FactsOfColumns } from './column-facts.ts';
import { RowPlaces } from './row-places.ts';
import { RowsByIndex } from './rows-by-index.ts';

/** The approximate number of bytes of rows that are kept in memory: most runs have fewer. */
const MOST_BYTES = 48 << 20;
/** The approximate bytes of a record for each row and each key, beside the values. */
const ROW_OVERHEAD = 40;
const KEY_OVERHEAD = 16;

/** Where the result of a row is in a journal, in bytes. */
export interface Place {
  readonly offset: number;
  readonly size: number;
}

/**
 * The results of rows while journals are read: what is known of their columns, and where they are. The
 * rows themselves are kept as long as they are few.
 */
export class ResultRows {
  readonly facts: FactsOfColumns;
  readonly places: RowPlaces;
  readonly present: (index: number, recorded: Row) => Row;
  /** Number of rows. */
  count = 0;
  #kept: RowsByIndex | undefined;
  #bytes = 0;
  readonly #most: number;

  /**
   * `length` is the number of rows of the space, and `keys` are the first columns, also if no row has them.
   * With `tellsIntegers`, integers are told from other numbers. `present` makes a row of the space of a
   * recorded one. Rows of about `most` bytes are kept.
   */
  constructor(
    length: number,
    keys: readonly string[],
    tellsIntegers: boolean,
    present: (index: number, recorded: Row) => Row = (_, recorded) => recorded,
    most: number = MOST_BYTES,
  ) {
    this.#most = most;
    this.present = present;
    this.facts = new FactsOfColumns(keys, tellsIntegers);
    this.places = new RowPlaces(length);
    this.#kept = new RowsByIndex(keys);
  }

  /** Begins a journal. */
  begin(file: string): void {
    this.places.begin(file);
  }

  /** Adds a row of the journal that began last. Each index can have one row. */
  add(index: number, row: Row, { offset, size }: Place): void {
    this.count++;
    this.places.set(index, offset, size);
    this.facts.add(row);
    if (this.#kept === undefined) return;
    const keys = this.facts.size;
    this.#bytes += Math.max(size - ROW_OVERHEAD - KEY_OVERHEAD * keys, 8 * keys);
    if (this.#bytes > this.#most) this.#kept = undefined;
    else this.#kept.add(index, row);
  }

  /** True if {@link ResultRows.table} returns the rows. */
  get areFew(): boolean {
    return this.#kept !== undefined;
  }

  /**
   * Returns all rows in the order of their indices, if they are few. `missing` tells the value of a key for
   * the rows that lack it.
   */
  table(missing: (key: string) => number | null): Table | undefined {
    return this.#kept?.table(missing);
  }
}
