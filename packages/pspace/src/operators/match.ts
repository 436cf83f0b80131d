import type { Row } from '@psyrun/core';
import { IdentityIndex } from '../identity-index.ts';
import type { IndexSet } from '../index-set/index-set.ts';
import { IndexSetBuilder } from '../index-set/index-set-builder.ts';
import { rowAt, type SpaceNode } from '../nodes/node.ts';
import { rowReaders } from '../nodes/row-readers.ts';

/** Enumerating more rows than this takes minutes, and finding many rows of them more memory. */
export const ENUMERABLE = 2 ** 27;

/**
 * The rows of `space` that agree with some row of `others` in all keys of `others`, which `space`
 * has too.
 *
 * Either every row of `space` is looked up in `others`, or every distinct row of `others` in
 * `space`; both take time in proportion to the rows of both and to what is found.
 */
export function matches(space: SpaceNode, others: SpaceNode): IndexSet {
  const found = new IndexSetBuilder(space.length);
  if (others.length === 0 || space.length === 0) return found.build();
  if (shouldEnumerate(space, others)) {
    const find = others.finder(others.keys);
    for (let i = 0; i < space.length; i++) if (find(rowAt(space, i)).length > 0) found.add(i);
  } else {
    const find = space.finder(others.keys);
    for (const row of distinctRows(others)) for (const index of find(row)) found.add(index);
  }
  return found.build();
}

function shouldEnumerate(space: SpaceNode, others: SpaceNode): boolean {
  if (space.length <= others.length) return true;
  return others.keys.length < space.keys.length && space.length <= ENUMERABLE;
}

/** Distinct, so that no index is found twice: rows that differ in their keys match other rows. */
function* distinctRows(node: SpaceNode): Generator<Row, void, undefined> {
  for (const index of distinctIndices(node)) yield rowAt(node, index);
}

/** The first index of every distinct row. */
export function distinctIndices(node: SpaceNode): Float64Array {
  return new IdentityIndex(node.length, rowReaders(node, node.keys)).distinct();
}
