/** Smallest and largest number of milliseconds between two queries. */
const SHORTEST = 1000;
const LONGEST = 30_000;
/**
 * The time without a query, as a multiple of the duration of the last one: a busy controller is
 * queried less often.
 */
const REST = 9;

/**
 * Caches the answer to the last query for a while, so that polling for the end of jobs does not
 * overload the controller.
 */
export class ThrottledCache<T> {
  #question: string | undefined;
  #answer: Promise<T> | undefined;
  #validUntil = 0;

  /** Returns the cached answer to this query, or the answer of `ask`. */
  get(question: string, ask: () => Promise<T>): Promise<T> {
    if (this.#question !== question || performance.now() >= this.#validUntil) {
      this.#question = question;
      this.#answer = this.#timed(ask);
    }
    return this.#answer!;
  }

  /** Drops the answer after a change. */
  forget(): void {
    this.#question = undefined;
  }

  async #timed(ask: () => Promise<T>): Promise<T> {
    const start = performance.now();
    this.#validUntil = Infinity;
    try {
      return await ask();
    } finally {
      const end = performance.now();
      const rest = Math.min(Math.max(REST * (end - start), SHORTEST), LONGEST);
      this.#validUntil = end + rest;
    }
  }
}
