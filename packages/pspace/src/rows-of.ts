import { rowAt, type MutableRow, type SpaceNode } from './nodes/node.ts';
import { ProductNode } from './nodes/product-node.ts';

/** Yields the rows of a node in order. This is faster than calling `rowAt` for every index. */
export function rowsOf(node: SpaceNode): IterableIterator<MutableRow, undefined> {
  if (node instanceof ProductNode && node.length > 0) return new ProductRows(node.factors);
  return new IndexedRows(node);
}

// Both are classes because a generator takes more time than making a row.

class IndexedRows implements IterableIterator<MutableRow, undefined> {
  readonly #node: SpaceNode;
  #index = 0;

  constructor(node: SpaceNode) {
    this.#node = node;
  }

  next(): IteratorResult<MutableRow, undefined> {
    if (this.#index >= this.#node.length) return { done: true, value: undefined };
    return { done: false, value: rowAt(this.#node, this.#index++) };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

/**
 * Keeps one row and copies it. From one row to the next usually only the last factor changes, and
 * copying an object takes less time than setting its keys.
 */
class ProductRows implements IterableIterator<MutableRow, undefined> {
  readonly #outer: readonly SpaceNode[];
  readonly #last: SpaceNode;
  readonly #positions: number[];
  readonly #row: MutableRow = {};
  #index = 0;

  /** Every factor has rows. */
  constructor(factors: readonly SpaceNode[]) {
    this.#outer = factors.slice(0, -1);
    this.#last = factors.at(-1)!;
    this.#positions = this.#outer.map(() => 0);
    for (const factor of this.#outer) factor.fill(this.#row, 0);
  }

  next(): IteratorResult<MutableRow, undefined> {
    if (this.#index === this.#last.length) {
      if (!this.#advance()) return { done: true, value: undefined };
      this.#index = 0;
    }
    this.#last.fill(this.#row, this.#index++);
    return { done: false, value: { ...this.#row } };
  }

  [Symbol.iterator](): this {
    return this;
  }

  /** Goes to the next row of the outer factors. Returns false after the last one. */
  #advance(): boolean {
    for (let i = this.#outer.length - 1; i >= 0; i--) {
      const factor = this.#outer[i]!;
      const next = this.#positions[i]! + 1;
      if (next < factor.length) {
        this.#positions[i] = next;
        factor.fill(this.#row, next);
        this.#rewind(i + 1);
        return true;
      }
    }
    return false;
  }

  #rewind(from: number): void {
    for (let i = from; i < this.#outer.length; i++) {
      this.#positions[i] = 0;
      this.#outer[i]!.fill(this.#row, 0);
    }
  }
}
