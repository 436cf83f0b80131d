import type { Row } from '@psyrun/core';
import { requireListable } from '../exact-length.ts';
import type { FrozenNode } from '../frozen/format.ts';

/** A row that is being filled. */
export type MutableRow = Record<string, unknown>;

/**
 * Returns the ascending indices of the rows that have the same values as a row in the finder's
 * keys.
 */
export type Finder = (row: Row) => readonly number[];

/**
 * A node of the structure of a space: leaves are parameters, inner nodes are operators.
 *
 * Nodes are immutable. They do not know {@link Space}, which checks arguments and wraps them.
 */
export interface SpaceNode {
  readonly keys: readonly string[];
  /** An integer, at most 2^53. */
  readonly length: number;
  /** The number of operators that are nested in each other, itself included; 0 for parameters. */
  readonly depth: number;
  /** Sets the keys of row `index`, which is in range, in `row`. */
  fill(row: MutableRow, index: number): void;
  /**
   * Returns a finder for some of the node's keys. It may build an index, so callers should keep it.
   */
  finder(keys: readonly string[]): Finder;
  /** The keys whose numbers are floats by nature; see {@link ParameterSpace.floatKeys}. */
  floatKeys(): readonly string[];
  freeze(): FrozenNode;
}

/** Row `index` of a node; the index is in range. */
export function rowAt(node: SpaceNode, index: number): MutableRow {
  const row: MutableRow = {};
  node.fill(row, index);
  return row;
}

/**
 * Returns the depth of an operator over these nodes. Nodes of the kind `flat` are its own kind and will
 * be replaced by their operands.
 */
export function depthOver(
  nodes: readonly SpaceNode[],
  flat?: abstract new (...args: never[]) => SpaceNode,
): number {
  return nodes.reduce((deepest, node) => {
    const own = flat !== undefined && node instanceof flat ? 0 : 1;
    return Math.max(deepest, node.depth + own);
  }, 1);
}

/** The result of a search that found nothing. */
export const NONE: readonly number[] = [];

/** Returns the indices of all of `length` rows; throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^26. */
export function allIndices(length: number): readonly number[] {
  requireListable(length);
  return Array.from({ length }, (_, index) => index);
}
