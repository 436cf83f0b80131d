import type { FrozenNode } from '../frozen/format.ts';
import { Permutation } from '../random/permutation.ts';
import type { Seed } from '../random/random-stream.ts';
import type { Finder, MutableRow, SpaceNode } from './node.ts';

/** The rows of a space in random order. */
export class ShuffleNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly depth: number;
  readonly #base: SpaceNode;
  readonly #seed: Seed;
  readonly #order: Permutation;

  /** Throws `PSYRUN_ARGUMENT` for an unusable seed. */
  constructor(base: SpaceNode, seed: Seed) {
    this.#base = base;
    this.#seed = seed;
    this.keys = base.keys;
    this.length = base.length;
    this.depth = base.depth + 1;
    this.#order = new Permutation(base.length, 'shuffle', seed);
  }

  fill(row: MutableRow, index: number): void {
    this.#base.fill(row, this.#order.at(index));
  }

  finder(keys: readonly string[]): Finder {
    const find = this.#base.finder(keys);
    return (row) =>
      find(row)
        .map((index) => this.#order.positionOf(index))
        .sort((a, b) => a - b);
  }

  floatKeys(): readonly string[] {
    return this.#base.floatKeys();
  }

  freeze(): FrozenNode {
    return { op: 'shuffle', of: this.#base.freeze(), seed: this.#seed };
  }
}
