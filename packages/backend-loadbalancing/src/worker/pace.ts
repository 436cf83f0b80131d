/**
 * A chunk takes this many times as long as claiming it. So claiming takes less than 2 % of the
 * time.
 */
const CLAIMS_PER_CHUNK = 50;

/** Measures how long rows and claims have taken a worker, in milliseconds. */
export class Pace {
  #rows = 0;
  #duration = 0;
  #longest = 0;
  #claims = 0;
  #claiming = 0;

  /** Records the duration of a row. */
  rowEnded(duration: number): void {
    this.#rows++;
    this.#duration += duration;
    this.#longest = Math.max(this.#longest, duration);
  }

  /** Records the duration of a claim. */
  claimed(duration: number): void {
    this.#claims++;
    this.#claiming += duration;
  }

  /** The number of rows for which the cost of a claim is small. It is 1 until a row has ended. */
  get worthwhile(): number {
    if (this.#rows === 0 || this.#claims === 0) return 1;
    const claim = this.#claiming / this.#claims;
    return Math.ceil((CLAIMS_PER_CHUNK * claim * this.#rows) / Math.max(this.#duration, 1e-3));
  }

  /**
   * Returns the number of rows that should end in `left` milliseconds, even if one is as long as
   * the longest so far.
   */
  fitting(left: number): number {
    if (this.#rows === 0 || left === Infinity) return left > 0 ? Infinity : 0;
    const mean = Math.max(this.#duration / this.#rows, 1e-3);
    return left < this.#longest ? 0 : 1 + Math.floor((left - this.#longest) / mean);
  }
}
