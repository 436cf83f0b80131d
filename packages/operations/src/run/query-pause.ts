/** Milliseconds between two queries: at first, at most, and at most while nobody answers. */
const SHORTEST = 1000;
const LONGEST = 60_000;
const LONGEST_WITHOUT_ANSWER = 300_000;
/** The growth of the time between two queries: a run that takes long is asked for seldom. */
const GROWTH = 1.5;
const GROWTH_WITHOUT_ANSWER = 2;

/**
 * The time between two queries of a scheduler. It grows, so that a job that runs for hours is asked
 * for once a minute. It begins anew when all rows have ended: then the jobs are about to end.
 */
export class QueryPause {
  readonly #now: () => number;
  #length = SHORTEST;
  #next = 0;
  #isLast = false;

  /** @param now Returns the milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Notes that the scheduler was queried. */
  asked(hasAnswered: boolean): void {
    this.#next = this.#now() + this.#length;
    const longer = this.#length * (hasAnswered ? GROWTH : GROWTH_WITHOUT_ANSWER);
    this.#length = Math.min(longer, hasAnswered ? LONGEST : LONGEST_WITHOUT_ANSWER);
  }

  /** Notes that all rows have ended. */
  allRowsEnded(): void {
    if (this.#isLast) return;
    this.#isLast = true;
    this.#length = SHORTEST;
    this.#next = Math.min(this.#next, this.#now() + SHORTEST);
  }

  /** Returns the milliseconds until the next query. */
  left(): number {
    return Math.max(0, this.#next - this.#now());
  }
}
