import { setOwnValue } from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';
import { exactLength } from '../exact-length.ts';
import type { FrozenNode } from '../frozen/format.ts';
import { flattened } from './flattened.ts';
import { depthOver, NONE, type Finder, type MutableRow, type SpaceNode } from './node.ts';

/** The rows of one part after those of the other; a key that a part lacks is NaN in its rows. */
export class SumNode implements SpaceNode {
  readonly length: number;
  readonly depth: number;
  readonly #operands: readonly SpaceNode[];
  #flat: { readonly keys: readonly string[]; readonly parts: readonly Part[] } | undefined;

  constructor(operands: readonly SpaceNode[]) {
    this.#operands = operands;
    this.length = exactLength(operands.reduce((n, { length }) => n + BigInt(length), 0n));
    this.depth = depthOver(operands, SumNode);
  }

  get keys(): readonly string[] {
    return this.#flattened().keys;
  }

  /** The operands; nested sums are replaced by their operands. */
  get parts(): readonly Part[] {
    return this.#flattened().parts;
  }

  fill(row: MutableRow, index: number): void {
    const { node, offset, own } = this.parts[this.partAt(index)]!;
    if (own !== undefined) for (const key of this.keys) setOwnValue(row, key, NaN);
    node.fill(row, index - offset);
  }

  finder(keys: readonly string[]): Finder {
    const wanted = new Set(keys);
    const finders = this.parts.map(({ node }) =>
      node.finder(node.keys.filter((key) => wanted.has(key))),
    );
    const candidates = this.#candidates(keys);
    return (row) => {
      const found: number[] = [];
      for (const part of candidates(row)) {
        const { offset } = this.parts[part]!;
        for (const index of finders[part]!(row)) found.push(index + offset);
      }
      return found.length > 0 ? found : NONE;
    };
  }

  floatKeys(): readonly string[] {
    return [...new Set(this.parts.flatMap(({ node }) => node.floatKeys()))];
  }

  freeze(): FrozenNode {
    return { op: 'sum', parts: this.parts.map(({ node }) => node.freeze()) };
  }

  /** Returns the index of the part that contains row `index`. */
  partAt(index: number): number {
    let low = 0;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.parts[middle]!.offset <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * Returns a function from a row to the parts that have all keys of which the row has a value, in
   * order. It looks only at the parts that have the rarest of these keys.
   */
  #candidates(keys: readonly string[]): (row: Row) => readonly number[] {
    const all = this.parts.map((_, part) => part);
    if (this.parts.every(({ own }) => own === undefined)) return () => all;
    const having = new Map(keys.map((key) => [key, [] as number[]]));
    this.parts.forEach(({ node }, part) => node.keys.forEach((key) => having.get(key)?.push(part)));
    return (row) => {
      const present = keys.filter((key) => !Number.isNaN(row[key]));
      const fewest = present
        .map((key) => having.get(key)!)
        .reduce((least, some) => (some.length < least.length ? some : least), all);
      return fewest.filter((part) => {
        const { own } = this.parts[part]!;
        return own === undefined || present.every((key) => own.has(key));
      });
    };
  }

  #flattened(): { readonly keys: readonly string[]; readonly parts: readonly Part[] } {
    if (this.#flat !== undefined) return this.#flat;
    const nodes = flattened(this.#operands, (node) =>
      node instanceof SumNode ? node.#operands : undefined,
    );
    const keys = [...new Set(nodes.flatMap((node) => node.keys))];
    this.#flat = { keys, parts: placed(nodes, keys.length) };
    return this.#flat;
  }
}

interface Part {
  readonly node: SpaceNode;
  /** Index of the part's first row. */
  readonly offset: number;
  /** The keys of the part; undefined if it has all keys of the sum. */
  readonly own: ReadonlySet<string> | undefined;
}

function placed(nodes: readonly SpaceNode[], keysOfSum: number): Part[] {
  let offset = 0;
  return nodes.map((node) => {
    const own = node.keys.length < keysOfSum ? new Set(node.keys) : undefined;
    const part = { node, offset, own };
    offset += node.length;
    return part;
  });
}
