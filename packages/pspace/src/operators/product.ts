import { PsyrunError } from '@psyrun/core';
import type { Axis } from '../axes/axis.ts';
import { ConstantAxis } from '../axes/constant-axis.ts';
import { ListAxis } from '../axes/list-axis.ts';
import { keepKeySet, keySet, type KeySet } from '../nodes/key-set.ts';
import { ParamNode } from '../nodes/param-node.ts';
import { ProductNode } from '../nodes/product-node.ts';
import type { SpaceNode } from '../nodes/node.ts';

/** The space without keys and rows. It changes nothing in a product or a sum. */
export const EMPTY: SpaceNode = new ParamNode([], [], 0);

/**
 * Every row of the first space with every row of the others. A space without keys changes nothing.
 * Nested products are replaced by their factors, and neighbouring factors of one row by one. So there
 * are few factors: 54 factors of two rows would have too many rows.
 *
 * Throws `PSYRUN_AMBIGUOUS_OPERATION` if two spaces share a key, and `PSYRUN_SPACE_TOO_LARGE`.
 */
export function productOf(nodes: readonly SpaceNode[]): SpaceNode {
  const keys = refuseSharedKeys(nodes, 'A product');
  const factors = withoutNeighboursOfOneRow(
    nodes.flatMap((node) => (node instanceof ProductNode ? node.factors : [node])),
  ).filter(({ keys }) => keys.length > 0);
  const node = factors.length > 1 ? new ProductNode(factors) : (factors[0] ?? EMPTY);
  keepKeySet(node.keys, keys);
  return node;
}

/**
 * Returns the keys of all the spaces. Throws `PSYRUN_AMBIGUOUS_OPERATION` if two of the spaces share a
 * key.
 */
export function refuseSharedKeys(nodes: readonly SpaceNode[], what: string): KeySet {
  const [first, ...others] = nodes;
  let seen = keySet(first?.keys ?? []);
  const shared = others.flatMap(({ keys }) => {
    const again = keys.filter((key) => seen.has(key));
    seen = seen.with(keys.filter((key) => !seen.has(key)));
    return again;
  });
  if (shared.length === 0) return seen;
  const names = shared.map((key) => JSON.stringify(key)).join(', ');
  throw new PsyrunError(
    'PSYRUN_AMBIGUOUS_OPERATION',
    `${what} cannot have a key twice: ${names} is in more than one of the spaces.`,
    { hint: 'Rename or leave out the key in one of them.', fields: { keys: shared } },
  );
}

function withoutNeighboursOfOneRow(factors: readonly SpaceNode[]): readonly SpaceNode[] {
  const merged: SpaceNode[] = [];
  let neighbours: ParamNode[] = [];
  const merge = (): void => {
    if (neighbours.length > 0) merged.push(sideBySide(neighbours));
    neighbours = [];
  };
  for (const factor of factors) {
    if (isListedRow(factor)) neighbours.push(factor);
    else {
      merge();
      merged.push(factor);
    }
  }
  merge();
  return merged;
}

/** True for one row of given values. Random values have to stay apart: they may have the same source. */
function isListedRow(node: SpaceNode): node is ParamNode {
  if (!(node instanceof ParamNode) || node.length !== 1) return false;
  return node.axes.every((axis) => axis instanceof ConstantAxis || axis instanceof ListAxis);
}

function sideBySide(nodes: readonly ParamNode[]): ParamNode {
  if (nodes.length === 1) return nodes[0]!;
  const keys = ([] as string[]).concat(...nodes.map((node) => node.keys));
  const axes = ([] as Axis[]).concat(...nodes.map((node) => node.axes));
  return new ParamNode(keys, axes, 1);
}
