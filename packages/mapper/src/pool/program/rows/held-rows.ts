import { BrokenProtocol } from '../broken-protocol.ts';
import type { GivenRow } from '../checked-report.ts';

/**
 * The rows that a program has, by number, in the order of the numbers. Throws
 * {@link BrokenProtocol} where a program says of rows what cannot be.
 */
export class HeldRows {
  readonly #rows = new Map<number, GivenRow>();
  /** The first rows of messages. */
  readonly #firsts = new Set<number>();
  /** The number of the last row that the program has got. */
  last = -1;

  get size(): number {
    return this.#rows.size;
  }

  has(number: number): boolean {
    return this.#rows.has(number);
  }

  /** Adds the rows of one message to the program. */
  add(rows: readonly GivenRow[]): void {
    for (const row of rows) this.#rows.set(row.number, row);
    this.#firsts.add(rows[0]!.number);
    this.last = rows.at(-1)!.number;
  }

  /** Returns the rows that the program reports. With `inOrder`, it reports no row before an earlier one. */
  reported(numbers: readonly number[], inOrder: boolean): GivenRow[] {
    const expected = this.#rows.keys();
    for (const number of numbers) {
      if (!this.has(number)) {
        throw new BrokenProtocol(`it reported row ${number}, which it does not have`);
      }
      if (inOrder && expected.next().value !== number) {
        throw new BrokenProtocol(`it reported row ${number} before an earlier row`);
      }
    }
    if (new Set(numbers).size < numbers.length) {
      throw new BrokenProtocol('it reported a row twice');
    }
    return numbers.map((number) => this.#rows.get(number)!);
  }

  /** Removes rows whose report is taken. */
  remove(numbers: readonly number[]): void {
    for (const number of numbers) this.#rows.delete(number);
    if (this.size === 0) this.#firsts.clear();
  }

  /** Removes the rows from `first` to `last`, which the program returns. */
  takeBack(first: number, last: number): void {
    if (!this.has(first)) {
      throw new BrokenProtocol(`it returned row ${first}, which it does not have`);
    }
    if (this.#firsts.has(first)) {
      throw new BrokenProtocol(`it returned row ${first} without having tried it`);
    }
    for (const number of [...this.#rows.keys()]) {
      if (number >= first && number <= last) this.#rows.delete(number);
    }
  }

  /** The number of rows up to the one with a number. */
  countUpTo(number: number): number {
    return [...this.#rows.keys()].filter((held) => held <= number).length;
  }
}
