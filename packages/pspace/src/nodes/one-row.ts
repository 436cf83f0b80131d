import type { Axis } from '../axes/axis.ts';
import { ConstantAxis } from '../axes/constant-axis.ts';
import { ListAxis } from '../axes/list-axis.ts';
import type { SpaceNode } from './node.ts';
import { ParamNode } from './param-node.ts';

/**
 * Returns the factors of a product with neighbours of one row replaced by one. So there are few
 * factors: 54 factors of two rows would have too many rows.
 */
export function withoutNeighboursOfOneRow(factors: readonly SpaceNode[]): readonly SpaceNode[] {
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
  const axes: Axis[] = nodes.flatMap((node) => node.axes);
  return new ParamNode(
    nodes.flatMap((node) => node.keys),
    axes,
    1,
  );
}
