import type { ParameterSpace } from '@psyrun/core';
import { requireListable } from '../exact-length.ts';
import { asSpace } from '../freeze.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { keySetOf } from '../nodes/key-set.ts';
import { ProductNode } from '../nodes/product-node.ts';
import { rowReaders } from '../nodes/row-readers.ts';
import { IdentityIndex } from './identity-index.ts';

/** Stands for a row that the other factor lacks. */
const ABSENT = -1;

/** Returns the index of a row in another space; undefined if that space lacks it. */
export type RowTranslation = (index: number) => number | undefined;

/**
 * Returns how rows of one product are found in another, factor by factor: it takes time and memory in
 * proportion to the factors, not to the rows. Any other space is a product of one factor.
 *
 * Returns undefined if the factors do not have the same keys in turn, or if rows of `to` are equal.
 * Throws `PSYRUN_SPACE_TOO_LARGE` if a factor has more than 2^26 rows.
 *
 * @example
 * ```ts
 * const from = param({ a: [1, 2] }).product(param({ b: [5, 6] }));
 * const to = param({ a: [1, 2] }).product(param({ b: [6, 7, 5] }));
 * [0, 1, 2, 3].map(rowTranslation(from, to)!); // => [2, 0, 5, 3]
 * ```
 */
export function rowTranslation(
  from: ParameterSpace,
  to: ParameterSpace,
): RowTranslation | undefined {
  const [before, now] = [factorsOf(asSpace(from).node), factorsOf(asSpace(to).node)];
  const isAlike = before.every((factor, i) => now[i] !== undefined && hasSameKeys(factor, now[i]));
  if (before.length !== now.length || !isAlike) return undefined;
  const tables: Int32Array[] = [];
  for (const [i, factor] of before.entries()) {
    const table = tableOf(factor, now[i]!);
    if (table === undefined) return undefined;
    tables.push(table);
  }
  return (index) => translated(index, tables, now);
}

function translated(
  index: number,
  tables: readonly Int32Array[],
  factors: readonly SpaceNode[],
): number | undefined {
  let [place, block] = [0, 1];
  for (let i = factors.length - 1; i >= 0; i--) {
    const table = tables[i]!;
    const outer = Math.floor(index / table.length);
    const at = table[index - outer * table.length]!;
    if (at === ABSENT) return undefined;
    place += at * block;
    block *= factors[i]!.length;
    index = outer;
  }
  return place;
}

function factorsOf(node: SpaceNode): readonly SpaceNode[] {
  return node instanceof ProductNode ? node.factors : [node];
}

function hasSameKeys({ keys }: SpaceNode, other: SpaceNode): boolean {
  return keys.length === other.keys.length && keys.every((key) => keySetOf(other).has(key));
}

/** Returns the place of each row of `from` in `to`; undefined if rows of `to` are equal. */
function tableOf(from: SpaceNode, to: SpaceNode): Int32Array | undefined {
  requireListable(from.length);
  const index = new IdentityIndex(to.length, rowReaders(to, to.keys));
  if (!index.areDistinct) return undefined;
  const readers = rowReaders(from, to.keys);
  const table = new Int32Array(from.length);
  for (let i = 0; i < table.length; i++) {
    table[i] = index.firstOf(readers.map((read) => read(i))) ?? ABSENT;
  }
  return table;
}
