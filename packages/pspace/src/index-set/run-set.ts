import { lastAtMost, type IndexSet } from './index-set.ts';

/** Indices as runs of neighbours. A few runs take little memory, however large the universe. */
export class RunSet implements IndexSet {
  readonly universe: number;
  readonly size: number;
  /** First index of each run. */
  readonly #starts: Float64Array;
  /** The number of members before each run; the last entry is the number of all members. */
  readonly #before: Float64Array;

  /** `runs` are ascending, separate, and not empty. */
  constructor(universe: number, runs: readonly (readonly [start: number, length: number])[]) {
    this.universe = universe;
    this.#starts = Float64Array.from(runs, ([start]) => start);
    this.#before = new Float64Array(runs.length + 1);
    runs.forEach(([, length], i) => (this.#before[i + 1] = this.#before[i]! + length));
    this.size = this.#before[runs.length]!;
  }

  has(index: number): boolean {
    const run = lastAtMost(this.#starts, index);
    return run >= 0 && index - this.#starts[run]! < this.#lengthOf(run);
  }

  rank(index: number): number {
    const run = lastAtMost(this.#starts, index);
    if (run < 0) return 0;
    return this.#before[run]! + Math.min(index - this.#starts[run]!, this.#lengthOf(run));
  }

  select(position: number): number {
    const run = lastAtMost(this.#before, position);
    return this.#starts[run]! + position - this.#before[run]!;
  }

  complement(): IndexSet {
    const gaps: [number, number][] = [];
    let end = 0;
    for (const [start, length] of this.runs()) {
      if (start > end) gaps.push([end, start - end]);
      end = start + length;
    }
    if (end < this.universe) gaps.push([end, this.universe - end]);
    return new RunSet(this.universe, gaps);
  }

  *runs(): Generator<readonly [number, number], void, undefined> {
    for (let i = 0; i < this.#starts.length; i++) yield [this.#starts[i]!, this.#lengthOf(i)];
  }

  #lengthOf(run: number): number {
    return this.#before[run + 1]! - this.#before[run]!;
  }
}
