/** A chunk takes this many times as long as claiming it, so that claiming costs less than 2 %. */
const CLAIMS_PER_CHUNK = 50;

/** How long rows and claims have taken a worker so far, in milliseconds. */
export class Pace {
  #rows = 0;
  #duration = 0;
  #longest = 0;
  #claims = 0;
  #claiming = 0;

  /** Takes note of a row. */
  rowEnded(duration: number): void {
    this.#rows++;
    this.#duration += duration;
    this.#longest = Math.max(this.#longest, duration);
  }

  /** Takes note of a claim. */
  claimed(duration: number): void {
    this.#claims++;
    this.#claiming += duration;
  }

  /** Rows that take so long that the cost of claiming them is small; 1 before rows have ended. */
  get worthwhile(): number {
    if (this.#rows === 0 || this.#claims === 0) return 1;
    const claim = this.#claiming / this.#claims;
    return Math.ceil((CLAIMS_PER_CHUNK * claim * this.#rows) / Math.max(this.#duration, 1e-3));
  }

  /** Rows that can be expected to end in `left` milliseconds, even if one is as long as any yet. */
  fitting(left: number): number {
    if (this.#rows === 0 || left === Infinity) return left > 0 ? Infinity : 0;
    const mean = Math.max(this.#duration / this.#rows, 1e-3);
    return left < this.#longest ? 0 : 1 + Math.floor((left - this.#longest) / mean);
  }
}
