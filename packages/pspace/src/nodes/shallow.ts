import { ListAxis } from '../axes/list-axis.ts';
import { columnsOf } from '../columns-of.ts';
import { tooDeep } from '../exact-length.ts';
import type { SpaceNode } from './node.ts';
import { ParamNode } from './param-node.ts';

/** A node of more nested operators than this is written out as a table, if it has few rows. */
const DEEP = 64;
/** The maximum number of rows that are written out. */
const TABLE_ROWS = 2 ** 20;
/** The maximum number of nested operators of a node with more rows. The stack must not overflow. */
const DEEPEST = 400;

/**
 * Returns a node with the same rows and no more than {@link DEEPEST} nested operators.
 *
 * A loop may nest an operator 100,000 times, and all work on a node follows its operators by
 * recursion. Nested products, sums, zips, subsets and slices do not count, because they are merged.
 *
 * Throws `PSYRUN_SPACE_TOO_LARGE` for a node that is too deep and has too many rows for a table.
 */
export function shallow(node: SpaceNode): SpaceNode {
  if (node.depth <= DEEP) return node;
  if (node.length <= TABLE_ROWS) return tabulated(node);
  if (node.depth <= DEEPEST) return node;
  throw tooDeep(node.depth, node.length);
}

function tabulated(node: SpaceNode): SpaceNode {
  const isFloat = new Set(node.floatKeys());
  const columns = columnsOf(node);
  const axes = node.keys.map((key, i) => {
    const column = columns[i]!;
    const isTyped = isFloat.has(key) && column.every((value) => typeof value === 'number');
    const values = isTyped ? Float64Array.from(column) : column;
    return new ListAxis<unknown>(values);
  });
  return new ParamNode(node.keys, axes, node.length);
}
