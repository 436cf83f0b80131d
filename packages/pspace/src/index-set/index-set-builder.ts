import { requireListable } from '../exact-length.ts';
import { Bitmap } from './bitmap.ts';
import type { IndexSet } from './index-set.ts';
import { RunSet } from './run-set.ts';

/** Above this share of the universe, a list of indices takes more memory than a bitmap. */
const UNIVERSE_PER_INDEX = 64;

/**
 * Collects indices, in any order; an index may be added more than once.
 *
 * A few indices of a large universe are kept as a list and become runs; many become a bitmap. The
 * memory never exceeds about that of the bitmap.
 */
export class IndexSetBuilder {
  readonly #universe: number;
  #list: number[] = [];
  #words: Uint32Array | undefined;

  constructor(universe: number) {
    this.#universe = universe;
  }

  /** Adds an index. Throws `PSYRUN_SPACE_TOO_LARGE` if the set becomes too large to keep. */
  add(index: number): void {
    if (this.#words) {
      this.#words[Math.floor(index / 32)]! |= 1 << (index % 32);
      return;
    }
    this.#list.push(index);
    if (this.#list.length * UNIVERSE_PER_INDEX > this.#universe) this.#useBitmap();
    else requireListable(this.#list.length);
  }

  build(): IndexSet {
    if (this.#words) return new Bitmap(this.#universe, this.#words);
    return new RunSet(this.#universe, runsOf(Float64Array.from(this.#list).sort()));
  }

  #useBitmap(): void {
    if (this.#universe > Bitmap.LARGEST_UNIVERSE) requireListable(this.#universe);
    this.#words = new Uint32Array(Math.ceil(this.#universe / 32));
    for (const index of this.#list) this.add(index);
    this.#list = [];
  }
}

function runsOf(ascending: Float64Array): [number, number][] {
  const runs: [number, number][] = [];
  let end = NaN;
  for (const index of ascending) {
    if (index === end) runs.at(-1)![1]++;
    else if (index !== end - 1) runs.push([index, 1]);
    end = index + 1;
  }
  return runs;
}
