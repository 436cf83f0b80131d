import type { FrozenNode } from '../frozen/format.ts';
import { IdentityIndex } from '../identity/identity-index.ts';
import { flattened } from './flattened.ts';
import { depthOver, NONE, type Finder, type MutableRow, type SpaceNode } from './node.ts';
import { rowReaders } from './row-readers.ts';

/** Up to this number of rows, a hash table is faster than comparing the results of the parts. */
const LONGEST_TABLE = 2 ** 24;

/** Spaces of one length side by side: row `i` is made of row `i` of every part. */
export class ZipNode implements SpaceNode {
  readonly length: number;
  readonly depth: number;
  readonly #operands: readonly SpaceNode[];
  #parts: readonly SpaceNode[] | undefined;
  #keys: readonly string[] | undefined;

  /** The operands have one length and share no key. */
  constructor(operands: readonly SpaceNode[]) {
    this.#operands = operands;
    this.length = operands[0]!.length;
    this.depth = depthOver(operands, ZipNode);
  }

  get keys(): readonly string[] {
    return (this.#keys ??= this.parts.flatMap(({ keys }) => keys));
  }

  /** The operands; nested zips are replaced by their parts. */
  get parts(): readonly SpaceNode[] {
    return (this.#parts ??= flattened(this.#operands, (node) =>
      node instanceof ZipNode ? (node.#parts ?? node.#operands) : undefined,
    ));
  }

  fill(row: MutableRow, index: number): void {
    for (const part of this.parts) part.fill(row, index);
  }

  finder(keys: readonly string[]): Finder {
    const wanted = new Set(keys);
    const touched = this.parts.filter((part) => part.keys.some((key) => wanted.has(key)));
    if (touched.length > 1 && this.length <= LONGEST_TABLE) {
      const index = new IdentityIndex(this.length, rowReaders(this, keys));
      return (row) => index.indicesOf(keys.map((key) => row[key]));
    }
    const finders = (touched.length > 0 ? touched : this.parts.slice(0, 1)).map((part) =>
      part.finder(part.keys.filter((key) => wanted.has(key))),
    );
    return (row) => finders.map((find) => find(row)).reduce(common);
  }

  floatKeys(): readonly string[] {
    return this.parts.flatMap((part) => part.floatKeys());
  }

  freeze(): FrozenNode {
    return { op: 'zip', parts: this.parts.map((part) => part.freeze()) };
  }
}

function common(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0 || b.length === 0) return NONE;
  const inB = new Set(b);
  return a.filter((index) => inB.has(index));
}
