import { setOwnValue } from '@psyrun/columns/internal';
import type { FrozenNode } from '../frozen/format.ts';
import { rowAt, type Finder, type MutableRow, type SpaceNode } from './node.ts';

/** The rows of a space without some of its keys; only an operand, never part of a space. */
export class ProjectionNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly depth: number;
  readonly #base: SpaceNode;

  constructor(base: SpaceNode, keys: readonly string[]) {
    this.#base = base;
    this.keys = keys;
    this.length = base.length;
    this.depth = base.depth + 1;
  }

  fill(row: MutableRow, index: number): void {
    const whole = rowAt(this.#base, index);
    for (const key of this.keys) setOwnValue(row, key, whole[key]);
  }

  finder(keys: readonly string[]): Finder {
    return this.#base.finder(keys);
  }

  floatKeys(): readonly string[] {
    const own = new Set(this.keys);
    return this.#base.floatKeys().filter((key) => own.has(key));
  }

  freeze(): FrozenNode {
    throw new TypeError('A projection is an operand and is not frozen.');
  }
}
