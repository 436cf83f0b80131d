/** How a row has ended. */
type Ended = 'done' | 'failed';

/**
 * Tells of rows that have ended when their records are in the file, not before: a disk may be full.
 *
 * @example
 * ```ts
 * const told: string[] = [];
 * const rows = new WrittenRows((ended) => told.push(ended));
 * rows.recorded('done');
 * rows.recorded(undefined);
 * told; // => []
 * rows.written(2);
 * told; // => ['done']
 * ```
 */
export class WrittenRows {
  readonly #rowEnded: (ended: Ended) => void;
  readonly #recorded: (Ended | undefined)[] = [];
  #written = 0;

  constructor(rowEnded: (ended: Ended) => void) {
    this.#rowEnded = rowEnded;
  }

  /** Notes the next record: how its row has ended, or undefined if the row will be tried again. */
  recorded(ended: Ended | undefined): void {
    this.#recorded.push(ended);
    this.#tell();
  }

  /** Notes that the next records are in the file, which may be heard before they are noted. */
  written(records: number): void {
    this.#written += records;
    this.#tell();
  }

  #tell(): void {
    const told = Math.min(this.#written, this.#recorded.length);
    this.#written -= told;
    for (const ended of this.#recorded.splice(0, told)) {
      if (ended !== undefined) this.#rowEnded(ended);
    }
  }
}
