import type { IndexedRow } from '../row/outcome.ts';

/** The rows that a worker has, by the numbers under which it knows them. Numbers ascend and are used once. */
export class GivenRows {
  readonly #rows = new Map<number, IndexedRow>();
  #next = 0;
  #lastBatch = 0;
  #count = 0;

  get size(): number {
    return this.#rows.size;
  }

  /** The number of rows that the worker has got and not returned, in its life. */
  get count(): number {
    return this.#count;
  }

  /** True if the worker has no row of an earlier batch than the last one. */
  get isInLastBatch(): boolean {
    return this.size <= this.#lastBatch;
  }

  /** Adds rows. Returns the number of the first one. */
  add(rows: readonly IndexedRow[]): number {
    const first = this.#next;
    for (const row of rows) this.#rows.set(this.#next++, row);
    this.#lastBatch = rows.length;
    this.#count += rows.length;
    return first;
  }

  /** Removes and returns a row; undefined if the worker does not have it. */
  take(number: number): IndexedRow | undefined {
    const row = this.#rows.get(number);
    this.#rows.delete(number);
    return row;
  }

  /** Removes and returns the rows from `first` to `last`, which count as never given. */
  takeBack(first: number, last: number): IndexedRow[] {
    const numbers = [...this.#rows.keys()].filter((number) => number >= first && number <= last);
    this.#count -= numbers.length;
    return numbers.map((number) => this.take(number)!);
  }

  /** Returns the rows in order. */
  all(): IndexedRow[] {
    return [...this.#rows.values()];
  }

  clear(): void {
    this.#rows.clear();
  }
}
