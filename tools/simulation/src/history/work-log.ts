/** Counts how often each row was evaluated, by its version and value. */
export class WorkLog {
  readonly #counts = new Map<string, number>();

  /** Notes an evaluation that has begun. */
  note(version: string, x: number): void {
    const key = `${version} ${x}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Returns how often a row was evaluated. */
  count(version: number, x: number): number {
    return this.#counts.get(`${version} ${x}`) ?? 0;
  }

  /** Forgets all. */
  clear(): void {
    this.#counts.clear();
  }
}
