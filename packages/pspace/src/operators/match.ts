import type { Row } from '@psyrun/core';
import { LONGEST_LIST } from '../exact-length.ts';
import { IdentityIndex } from '../identity/identity-index.ts';
import type { IndexSet } from '../index-set/index-set.ts';
import { IndexSetBuilder } from '../index-set/index-set-builder.ts';
import { rowAt, type SpaceNode } from '../nodes/node.ts';
import { rowReaders } from '../nodes/row-readers.ts';

/**
 * The number of look-ups for each other row above which a hash table of the other rows is worth its
 * time. The table answers in one step, even for a row that occurs a million times.
 */
const WORTH_A_TABLE = 16;

/**
 * Returns the rows of `space` that have the values of some row of `others` in all keys of `others`.
 * `space` must have these keys.
 *
 * Either every row of `space` is searched in `others`, or every distinct row of `others` in
 * `space`. Both take time in proportion to the rows of both and to the number of matches.
 */
export function matches(space: SpaceNode, others: SpaceNode): IndexSet {
  const found = new IndexSetBuilder(space.length);
  if (others.length === 0 || space.length === 0) return found.build();
  if (shouldEnumerate(space, others)) {
    const isThere = membership(space.length, others);
    for (let i = 0; i < space.length; i++) if (isThere(rowAt(space, i))) found.add(i);
  } else {
    const find = space.finder(others.keys);
    for (const row of distinctRows(others)) for (const index of find(row)) found.add(index);
  }
  return found.build();
}

/** Returns a test whether a row is among `others`, for so many calls. */
function membership(times: number, others: SpaceNode): (row: Row) => boolean {
  if (others.length <= WORTH_A_TABLE * times) {
    const index = new IdentityIndex(others.length, rowReaders(others, others.keys));
    return (row) => index.has(others.keys.map((key) => row[key]));
  }
  const find = others.finder(others.keys);
  return (row) => find(row).length > 0;
}

function shouldEnumerate(space: SpaceNode, others: SpaceNode): boolean {
  if (space.length <= others.length) return true;
  return others.keys.length < space.keys.length && space.length <= LONGEST_LIST;
}

/**
 * The rows are distinct, so that no index is found twice: rows that differ in their keys match
 * different rows.
 */
function* distinctRows(node: SpaceNode): Generator<Row, void, undefined> {
  for (const index of distinctIndices(node)) yield rowAt(node, index);
}

/** The first index of every distinct row. */
export function distinctIndices(node: SpaceNode): Float64Array {
  return new IdentityIndex(node.length, rowReaders(node, node.keys)).distinct();
}
