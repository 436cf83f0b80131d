import type { Row } from '@psyrun/core';
import { requireListable } from '../exact-length.ts';
import type { FrozenNode } from '../frozen/format.ts';

/** A row that is being filled. */
export type MutableRow = Record<string, unknown>;

/** Ascending indices of the rows that agree with a row in the keys that the finder is made for. */
export type Finder = (row: Row) => readonly number[];

/**
 * What a space is made of: leaves are parameters, inner nodes are operators.
 *
 * Nodes are immutable and know nothing of {@link Space}, which checks arguments and wraps them.
 */
export interface SpaceNode {
  readonly keys: readonly string[];
  /** A whole number, at most 2^53. */
  readonly length: number;
  /** Sets the keys of row `index`, which is in range, in `row`. */
  fill(row: MutableRow, index: number): void;
  /** Makes a finder for some of the node's keys. It may build an index, so it is worth keeping. */
  finder(keys: readonly string[]): Finder;
  freeze(): FrozenNode;
}

/** Row `index` of a node; the index is in range. */
export function rowAt(node: SpaceNode, index: number): MutableRow {
  const row: MutableRow = {};
  node.fill(row, index);
  return row;
}

/** Found nothing. */
export const NONE: readonly number[] = [];

/** The indices of all of `length` rows; throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^26. */
export function allIndices(length: number): readonly number[] {
  requireListable(length);
  return Array.from({ length }, (_, index) => index);
}
