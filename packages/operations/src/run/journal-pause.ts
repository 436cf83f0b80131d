/** Milliseconds between two looks at the journals: at least, and at most. */
const SHORTEST = 1000;
const LONGEST = 30_000;
/** The time between two looks, in times of the last one: a busy file system is read less. */
const REST = 9;
/** The time between two looks, as a part of the time since the last row, and at most while looks are short. */
const PART_OF_QUIET = 1 / 20;
const LONGEST_QUIET = 10_000;

/** The time between two looks at the journals of a task. It grows while no row ends. */
export class JournalPause {
  readonly #now: () => number;
  #ended = -1;
  #since = 0;

  /** @param now Returns the milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Returns the milliseconds until the next look.
   *
   * @param duration The milliseconds that the last one took.
   * @param ended The number of rows that had ended.
   */
  after(duration: number, ended: number): number {
    if (ended !== this.#ended) {
      this.#ended = ended;
      this.#since = this.#now();
    }
    const quiet = Math.min(PART_OF_QUIET * (this.#now() - this.#since), LONGEST_QUIET);
    return Math.max(SHORTEST, quiet, Math.min(REST * duration, LONGEST));
  }
}
