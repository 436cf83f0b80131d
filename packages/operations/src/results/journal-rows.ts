import type { Row } from '@psyrun/core';
import { damageText, scanJournal, type RecordReader } from '@psyrun/journal';
import { wholeRows, type DigestedRow } from '@psyrun/run';

/** The records of a space in some journals. */
interface RowsOfSpace {
  /** By index. A failed row keeps its place until it is done. */
  readonly rows: (Row | undefined)[];
  /** Number of rows of the space, if its journals tell. */
  total: number | undefined;
}

/** A row whose large parameters are added when its journal has been read, and its place in a list. */
interface Digested extends DigestedRow {
  readonly rows: (Row | undefined)[];
  readonly place: number;
}

/**
 * Collects the rows of journals. A record names its row by space and index: the first result of each
 * counts.
 */
export class JournalRows {
  /** The rows of records whose space is lost by damage, by journal. */
  readonly unnamed: Row[][] = [];
  /** The journals that are damaged, as sentences. */
  readonly damaged: string[] = [];
  readonly #spaces = new Map<string, RowsOfSpace>();

  /**
   * Adds the records of a journal. Throws as `scanJournal` does, and `PSYRUN_FILE_NOT_FOUND` if large
   * parameters are not beside it.
   */
  async add(file: string): Promise<void> {
    const unnamed: Row[] = [];
    const digested: Digested[] = [];
    const add = (
      rows: (Row | undefined)[],
      place: number,
      index: number,
      read: RecordReader,
    ): void => {
      const { row } = read();
      rows[place] = row;
      if (read.hasDigests()) digested.push({ rows, place, index, row });
    };
    const { damaged } = await scanJournal(file, ({ session, kind, index }, read) => {
      const hash = session['space'];
      if (typeof hash !== 'string') {
        if (kind === 'done') add(unnamed, unnamed.length, index, read);
        return;
      }
      const space = this.#space(hash);
      if (typeof session['rows'] === 'number') space.total = session['rows'];
      if (kind === 'failed') space.rows[index] ??= undefined;
      else if (space.rows[index] === undefined) add(space.rows, index, index, read);
    });
    const whole = await wholeRows(file, digested);
    digested.forEach(({ rows, place }, i) => (rows[place] = whole[i]));
    if (unnamed.length > 0) this.unnamed.push(unnamed);
    if (damaged.length > 0) this.damaged.push(damageText(file, damaged));
  }

  /** Returns the done rows in the order of their spaces, and the number of failed rows. */
  rows(): { done: Row[]; failed: number } {
    // Holes are rows that no journal mentions: flatMap and filter pass over them.
    const mentioned = [...this.#spaces.values()].flatMap(({ rows }) => rows.filter(() => true));
    const done = mentioned.filter((row) => row !== undefined);
    return { done, failed: mentioned.length - done.length };
  }

  /** Returns the number of rows of the space; undefined if that is unknown or there are several spaces. */
  total(): number | undefined {
    const [space, ...others] = this.#spaces.values();
    return others.length === 0 ? space?.total : undefined;
  }

  #space(hash: string): RowsOfSpace {
    const known = this.#spaces.get(hash);
    if (known !== undefined) return known;
    const space: RowsOfSpace = { rows: [], total: undefined };
    this.#spaces.set(hash, space);
    return space;
  }
}
