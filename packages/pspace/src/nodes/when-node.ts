import { setOwnValue } from '@psyrun/columns/internal';
import { exactLength } from '../exact-length.ts';
import type { FrozenNode } from '../frozen/format.ts';
import { freezeIndexSet } from '../frozen/freeze-index-set.ts';
import type { IndexSet } from '../index-set/index-set.ts';
import { depthOver, NONE, type Finder, type MutableRow, type SpaceNode } from './node.ts';

/** A space whose matching rows are multiplied with another one; in the others its keys are NaN. */
export class WhenNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly depth: number;
  readonly #base: SpaceNode;
  readonly #matches: IndexSet;
  readonly #then: SpaceNode;

  /** The spaces share no key; `matches` are indices of `base`. */
  constructor(base: SpaceNode, matches: IndexSet, then: SpaceNode) {
    this.#base = base;
    this.#matches = matches;
    this.#then = then;
    this.keys = [...base.keys, ...then.keys];
    this.depth = depthOver([base, then]);
    this.length = exactLength(
      BigInt(base.length) + BigInt(matches.size) * (BigInt(then.length) - 1n),
    );
  }

  fill(row: MutableRow, index: number): void {
    const at = this.#baseIndex(index);
    this.#base.fill(row, at);
    if (this.#matches.has(at)) this.#then.fill(row, index - this.#firstOf(at));
    else for (const key of this.#then.keys) setOwnValue(row, key, NaN);
  }

  finder(keys: readonly string[]): Finder {
    const wanted = new Set(keys);
    const thenKeys = this.#then.keys.filter((key) => wanted.has(key));
    const findBase = this.#base.finder(this.#base.keys.filter((key) => wanted.has(key)));
    const findThen = this.#then.finder(thenKeys);
    return (row) => {
      const absent = thenKeys.every((key) => Number.isNaN(row[key]));
      const inThen = findThen(row);
      return findBase(row).flatMap((at) => {
        if (!this.#matches.has(at)) return absent ? [this.#firstOf(at)] : NONE;
        return inThen.map((index) => this.#firstOf(at) + index);
      });
    };
  }

  floatKeys(): readonly string[] {
    return [...this.#base.floatKeys(), ...this.#then.floatKeys()];
  }

  freeze(): FrozenNode {
    return {
      op: 'when',
      of: this.#base.freeze(),
      matches: freezeIndexSet(this.#matches),
      then: this.#then.freeze(),
    };
  }

  /** Returns the first index of the rows that row `at` of the base is multiplied to. */
  #firstOf(at: number): number {
    return at + (this.#then.length - 1) * this.#matches.rank(at);
  }

  /**
   * Returns the row of the base from which row `index` comes: the last one that begins no later.
   */
  #baseIndex(index: number): number {
    let low = 0;
    let high = this.#base.length - 1;
    while (low < high) {
      const middle = low + Math.ceil((high - low) / 2);
      if (this.#firstOf(middle) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
