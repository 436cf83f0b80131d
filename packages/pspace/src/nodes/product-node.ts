import type { FrozenNode } from '../frozen/format.ts';
import { exactLength, requireListable } from '../exact-length.ts';
import { depthOver, NONE, type Finder, type MutableRow, type SpaceNode } from './node.ts';

/** Every row of the first factor with every row of the others; the last factor varies fastest. */
export class ProductNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly depth: number;
  readonly factors: readonly SpaceNode[];

  /** The factors share no key, and none of them is a product. */
  constructor(factors: readonly SpaceNode[]) {
    this.factors = factors;
    this.keys = ([] as string[]).concat(...factors.map(({ keys }) => keys));
    this.depth = depthOver(this.factors);
    this.length = exactLength(this.factors.reduce((n, { length }) => n * BigInt(length), 1n));
  }

  fill(row: MutableRow, index: number): void {
    let block = this.length;
    for (const factor of this.factors) {
      block /= factor.length;
      const at = Math.floor(index / block);
      index -= at * block;
      factor.fill(row, at);
    }
  }

  finder(keys: readonly string[]): Finder {
    const finders = this.factors.map((factor) =>
      factor.finder(factor.keys.filter((key) => keys.includes(key))),
    );
    return (row) => {
      let found: readonly number[] = [0];
      for (let i = 0; i < finders.length; i++) {
        const inFactor = finders[i]!(row);
        if (inFactor.length === 0) return NONE;
        found = combined(found, this.factors[i]!.length, inFactor);
      }
      return found;
    };
  }

  floatKeys(): readonly string[] {
    return this.factors.flatMap((factor) => factor.floatKeys());
  }

  freeze(): FrozenNode {
    return { op: 'product', factors: this.factors.map((factor) => factor.freeze()) };
  }
}

/** Combines every outer index with every inner one, ascending. */
function combined(
  outer: readonly number[],
  length: number,
  inner: readonly number[],
): readonly number[] {
  if (outer.length === 1 && inner.length === 1) return [outer[0]! * length + inner[0]!];
  requireListable(outer.length * inner.length);
  return outer.flatMap((o) => inner.map((i) => o * length + i));
}
