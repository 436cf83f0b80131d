import type { FrozenNode } from '../frozen/format.ts';
import { IdentityIndex } from '../identity/identity-index.ts';
import { depthOver, NONE, type Finder, type MutableRow, type SpaceNode } from './node.ts';
import { rowReaders } from './row-readers.ts';

/** Up to this number of rows, a hash table is faster than comparing the results of the parts. */
const LONGEST_TABLE = 2 ** 24;

/** Spaces of one length side by side: row `i` is made of row `i` of every part. */
export class ZipNode implements SpaceNode {
  readonly keys: readonly string[];
  readonly length: number;
  readonly depth: number;
  readonly parts: readonly SpaceNode[];

  /** The parts share no key. Nested zips are replaced by their parts. */
  constructor(parts: readonly SpaceNode[]) {
    this.parts = ([] as SpaceNode[]).concat(
      ...parts.map((part) => (part instanceof ZipNode ? part.parts : [part])),
    );
    this.keys = ([] as string[]).concat(...parts.map(({ keys }) => keys));
    this.length = this.parts[0]!.length;
    this.depth = depthOver(this.parts);
  }

  fill(row: MutableRow, index: number): void {
    for (const part of this.parts) part.fill(row, index);
  }

  finder(keys: readonly string[]): Finder {
    const touched = this.parts.filter((part) => part.keys.some((key) => keys.includes(key)));
    if (touched.length > 1 && this.length <= LONGEST_TABLE) {
      const index = new IdentityIndex(this.length, rowReaders(this, keys));
      return (row) => index.indicesOf(keys.map((key) => row[key]));
    }
    const finders = (touched.length > 0 ? touched : this.parts.slice(0, 1)).map((part) =>
      part.finder(part.keys.filter((key) => keys.includes(key))),
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
