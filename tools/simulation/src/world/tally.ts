/** Counts how often each kind of fault and event has happened. */
export class Tally {
  readonly counts: Record<string, number> = {};

  /** Counts one more of a kind. */
  note(kind: string): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
  }

  /** Adds the counts of another tally. */
  add(counts: Readonly<Record<string, number>>): void {
    for (const [kind, count] of Object.entries(counts)) {
      this.counts[kind] = (this.counts[kind] ?? 0) + count;
    }
  }
}
