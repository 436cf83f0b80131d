import type { FrozenNode } from '../frozen/format.ts';
import { freezeIndexSet } from '../frozen/freeze-index-set.ts';
import type { IndexSet } from '../index-set/index-set.ts';
import { membersAt } from '../index-set/members-at.ts';
import type { Finder, MutableRow, SpaceNode } from './node.ts';

/** Some rows of a space, in its order. */
export class SubsetNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly depth: number;
  readonly base: SpaceNode;
  readonly keep: IndexSet;

  /** A subset of a subset becomes one subset, so that a chain of differences has a depth of one. */
  constructor(base: SpaceNode, keep: IndexSet) {
    this.base = base instanceof SubsetNode ? base.base : base;
    this.keep = base instanceof SubsetNode ? membersAt(base.keep, keep) : keep;
    this.keys = base.keys;
    this.length = keep.size;
    this.depth = this.base.depth + 1;
  }

  fill(row: MutableRow, index: number): void {
    this.base.fill(row, this.keep.select(index));
  }

  finder(keys: readonly string[]): Finder {
    const find = this.base.finder(keys);
    return (row) =>
      find(row)
        .filter((index) => this.keep.has(index))
        .map((index) => this.keep.rank(index));
  }

  floatKeys(): readonly string[] {
    return this.base.floatKeys();
  }

  freeze(): FrozenNode {
    return { op: 'subset', of: this.base.freeze(), keep: freezeIndexSet(this.keep) };
  }
}
