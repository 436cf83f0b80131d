import type { FrozenNode } from '../frozen/format.ts';
import type { Finder, MutableRow, SpaceNode } from './node.ts';

/** Neighbouring rows of a space. */
export class SliceNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly depth: number;
  readonly base: SpaceNode;
  readonly start: number;

  /** The rows exist. A slice of a slice becomes one slice. */
  constructor(base: SpaceNode, start: number, length: number) {
    this.base = base instanceof SliceNode ? base.base : base;
    this.start = base instanceof SliceNode ? base.start + start : start;
    this.keys = base.keys;
    this.length = length;
    this.depth = this.base.depth + 1;
  }

  fill(row: MutableRow, index: number): void {
    this.base.fill(row, this.start + index);
  }

  finder(keys: readonly string[]): Finder {
    const find = this.base.finder(keys);
    return (row) =>
      find(row)
        .map((index) => index - this.start)
        .filter((index) => index >= 0 && index < this.length);
  }

  floatKeys(): readonly string[] {
    return this.base.floatKeys();
  }

  freeze(): FrozenNode {
    return { op: 'slice', of: this.base.freeze(), start: this.start, length: this.length };
  }
}
