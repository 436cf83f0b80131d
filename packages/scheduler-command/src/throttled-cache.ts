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
  readonly #shortest: number;
  #question: string | undefined;
  #answer: Promise<T> | undefined;
  #validUntil = 0;

  /** @param shortest Milliseconds for which an answer is cached at least. */
  constructor(shortest = SHORTEST) {
    this.#shortest = shortest;
  }

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
      const rest = Math.max(Math.min(REST * (end - start), LONGEST), this.#shortest);
      this.#validUntil = end + rest;
    }
  }
}
