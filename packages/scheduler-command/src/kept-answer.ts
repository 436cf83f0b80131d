/**
 * The answer to a question whose answer does not change, such as the name of a system. It is asked once;
 * after a failure, it is asked again.
 *
 * @example
 * ```ts
 * let asked = 0;
 * const answer = new KeptAnswer(async () => ++asked);
 * await answer.get(); // => 1
 * await answer.get(); // => 1
 * ```
 */
export class KeptAnswer<T> {
  readonly #ask: () => Promise<T>;
  #answer: Promise<T> | undefined;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  /** Resolves to the answer. Rejects with the error of the question. */
  get(): Promise<T> {
    this.#answer ??= this.#ask().catch((error: unknown) => {
      this.#answer = undefined;
      throw error;
    });
    return this.#answer;
  }
}
