/** Milliseconds between two questions, at least and at most. */
const SHORTEST = 1000;
const LONGEST = 30_000;
/** The time without a question, in times of the last answer: a busy controller is asked less. */
const REST = 9;

/**
 * Keeps the answer to the last question for a while, so that whoever waits for jobs does not keep
 * the controller from its work.
 */
export class ThrottledCache<T> {
  #question: string | undefined;
  #answer: Promise<T> | undefined;
  #validUntil = 0;

  /** The kept answer if there is one to this question, otherwise that of `ask`. */
  get(question: string, ask: () => Promise<T>): Promise<T> {
    if (this.#question !== question || performance.now() >= this.#validUntil) {
      this.#question = question;
      this.#answer = this.#timed(ask);
    }
    return this.#answer!;
  }

  /** Forgets the answer: something has changed. */
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
