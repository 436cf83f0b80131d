import type { IndexedRow } from '../row/outcome.ts';

/** Milliseconds of work that a worker gets at a time. */
const BATCH_DURATION = 50;
const LARGEST_BATCH = 1000;
/** The duration in milliseconds of a batch of short rows. */
const SHORT_BATCH = 10;
/** Weight of the latest report in the mean duration of a row. */
const WEIGHT = 0.5;

/** The rows of one call that workers have not got yet, in batches of about equal duration. */
export class RowSupply {
  readonly #source: Iterator<IndexedRow>;
  #next: IteratorResult<IndexedRow> | undefined;
  readonly #again: IndexedRow[] = [];
  readonly #isolated: IndexedRow[] = [];
  readonly #isolatedFirst: IndexedRow[] = [];
  #rowDuration: number | undefined;
  #largest = 1;

  constructor(rows: Iterable<IndexedRow>) {
    this.#source = rows[Symbol.iterator]();
  }

  get isEmpty(): boolean {
    return (
      this.#isolatedFirst.length + this.#isolated.length + this.#again.length === 0 &&
      this.#peek().done === true
    );
  }

  /** True if the next row must go to a worker without other rows. */
  get givesAlone(): boolean {
    return this.#isolatedFirst.length + this.#isolated.length > 0;
  }

  /** True if the next row must go to a worker that has evaluated no row. */
  get needsFreshWorker(): boolean {
    return this.#isolatedFirst.length > 0;
  }

  /** True if a worker is done with a batch so soon that waiting for the next one costs as much. */
  get hasShortRows(): boolean {
    return (this.#rowDuration ?? Infinity) * LARGEST_BATCH <= SHORT_BATCH;
  }

  /**
   * Returns rows for one worker: at least `atLeast` of them, unless fewer are left, and at most
   * `atMost`.
   */
  take(atLeast: number, atMost = Infinity): IndexedRow[] {
    const alone = this.#isolatedFirst.shift() ?? this.#isolated.shift();
    if (alone) return [alone];
    const size = Math.min(atMost, Math.max(atLeast, this.#batchSize()));
    const batch = this.#again.splice(0, size);
    while (batch.length < size && !this.#peek().done) {
      batch.push(this.#next!.value as IndexedRow);
      this.#next = undefined;
    }
    return batch;
  }

  /** Adds rows whose worker ended for another reason. */
  giveAgain(rows: Iterable<IndexedRow>): void {
    this.#again.push(...rows);
  }

  /**
   * Adds rows of which one ended or blocked its worker. They are retried in isolation, one at a
   * time.
   */
  retryAlone(rows: Iterable<IndexedRow>): void {
    this.#isolated.push(...rows);
  }

  /**
   * Adds a row that was alone when its worker died. The worker had evaluated other rows before, and
   * these may be the cause (for example, they used up the memory). So the row gets a worker that
   * has evaluated none.
   */
  retryAloneFirst(row: IndexedRow): void {
    this.#isolatedFirst.push(row);
  }

  /** Records how long rows take, in milliseconds. */
  measure(durations: readonly number[]): void {
    const mean = durations.reduce((sum, duration) => sum + duration, 0) / durations.length;
    const before = this.#rowDuration ?? mean;
    this.#rowDuration = before + WEIGHT * (mean - before);
    this.#largest = Math.min(2 * this.#largest, LARGEST_BATCH);
  }

  /** Ends the iteration of the rows. */
  end(): void {
    this.#source.return?.();
  }

  #batchSize(): number {
    const fitting = Math.floor(BATCH_DURATION / (this.#rowDuration ?? Infinity));
    return Math.max(1, Math.min(fitting, this.#largest));
  }

  #peek(): IteratorResult<IndexedRow> {
    return (this.#next ??= this.#source.next());
  }
}
