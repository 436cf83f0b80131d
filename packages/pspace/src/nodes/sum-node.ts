import { setOwnValue } from '@psyrun/columns/internal';
import type { Row } from '@psyrun/core';
import { exactLength } from '../exact-length.ts';
import type { FrozenNode } from '../frozen/format.ts';
import { NONE, type Finder, type MutableRow, type SpaceNode } from './node.ts';

/** The rows of one part after those of the other; a key that a part lacks is NaN in its rows. */
export class SumNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly #operands: readonly SpaceNode[];
  #flat: readonly Part[] | undefined;

  constructor(operands: readonly SpaceNode[]) {
    this.#operands = operands;
    this.keys = [...new Set(operands.flatMap(({ keys }) => keys))];
    this.length = exactLength(operands.reduce((n, { length }) => n + BigInt(length), 0n));
  }

  /**
   * The operands; nested sums are replaced by their operands. This happens when the sum is used,
   * not when it is made, and without recursion: a loop may make a sum of thousands of sums.
   */
  get parts(): readonly Part[] {
    this.#flat ??= placed(this.#flattened(), this.keys);
    return this.#flat;
  }

  fill(row: MutableRow, index: number): void {
    const { node, offset, lacks } = this.parts[this.#partAt(index)]!;
    if (lacks.length > 0) for (const key of this.keys) setOwnValue(row, key, NaN);
    node.fill(row, index - offset);
  }

  finder(keys: readonly string[]): Finder {
    const finders = this.parts.map(({ node, offset, lacks }) => ({
      find: node.finder(node.keys.filter((key) => keys.includes(key))),
      absent: lacks.filter((key) => keys.includes(key)),
      offset,
    }));
    return (row) => {
      let found: readonly number[] = NONE;
      for (const { find, absent, offset } of finders) {
        if (!absent.every((key) => isMissing(row, key))) continue;
        const inPart = find(row);
        if (inPart.length > 0) found = [...found, ...inPart.map((index) => index + offset)];
      }
      return found;
    };
  }

  floatKeys(): readonly string[] {
    return [...new Set(this.parts.flatMap(({ node }) => node.floatKeys()))];
  }

  freeze(): FrozenNode {
    return { op: 'sum', parts: this.parts.map(({ node }) => node.freeze()) };
  }

  #flattened(): SpaceNode[] {
    const flat: SpaceNode[] = [];
    const rest = this.#operands.toReversed();
    for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
      if (node instanceof SumNode) rest.push(...node.#operands.toReversed());
      else flat.push(node);
    }
    return flat;
  }

  #partAt(index: number): number {
    let low = 0;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.parts[middle]!.offset <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

interface Part {
  readonly node: SpaceNode;
  /** Index of the part's first row. */
  readonly offset: number;
  /** Keys of the sum that the part lacks. */
  readonly lacks: readonly string[];
}

function placed(nodes: readonly SpaceNode[], keys: readonly string[]): Part[] {
  let offset = 0;
  return nodes.map((node) => {
    const own = new Set(node.keys);
    const part = { node, offset, lacks: keys.filter((key) => !own.has(key)) };
    offset += node.length;
    return part;
  });
}

function isMissing(row: Row, key: string): boolean {
  return Number.isNaN(row[key]);
}
