import type { FrozenNode } from '../frozen/format.ts';
import { exactLength, requireListable } from '../exact-length.ts';
import { flattened } from './flattened.ts';
import { depthOver, NONE, type Finder, type MutableRow, type SpaceNode } from './node.ts';
import { withoutNeighboursOfOneRow } from './one-row.ts';

/** Every row of the first factor with every row of the others; the last factor varies fastest. */
export class ProductNode implements SpaceNode {
  readonly length: number;
  readonly depth: number;
  readonly #operands: readonly SpaceNode[];
  #factors: readonly SpaceNode[] | undefined;
  #keys: readonly string[] | undefined;

  /** The operands share no key, and each has keys. */
  constructor(operands: readonly SpaceNode[]) {
    this.#operands = operands;
    this.length = exactLength(operands.reduce((n, { length }) => n * BigInt(length), 1n));
    this.depth = depthOver(operands, ProductNode);
  }

  get keys(): readonly string[] {
    return (this.#keys ??= this.factors.flatMap(({ keys }) => keys));
  }

  /**
   * The operands; nested products are replaced by their factors, and neighbours of one row by one.
   */
  get factors(): readonly SpaceNode[] {
    return (this.#factors ??= withoutNeighboursOfOneRow(
      flattened(this.#operands, (node) =>
        node instanceof ProductNode ? (node.#factors ?? node.#operands) : undefined,
      ),
    ));
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
    const wanted = new Set(keys);
    const finders = this.factors.map((factor) =>
      factor.finder(factor.keys.filter((key) => wanted.has(key))),
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
    const factors = this.factors.map((factor) => factor.freeze());
    return factors.length === 1 ? factors[0]! : { op: 'product', factors };
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
