/** Random numbers from a seed (mulberry32). The same seed gives the same numbers. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed + 1, 0x9e3779b1) | 0;
  }

  /** The state, which depends on every number that was drawn. */
  get state(): number {
    return this.#state >>> 0;
  }

  /** Returns a number from 0 to before 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Returns an integer from 0 to before `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** Returns a number from `low` to before `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** Returns true with the given probability. */
  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability;
  }

  /** Returns one of the items. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}
