import type { SpaceNode } from '../nodes/node.ts';
import { SumNode } from '../nodes/sum-node.ts';
import { EMPTY } from './product.ts';

/** The rows of one space after those of the other; absent keys are NaN. */
export function sumOf(nodes: readonly SpaceNode[]): SpaceNode {
  const parts = nodes.filter(({ keys }) => keys.length > 0);
  return parts.length > 1 ? new SumNode(parts) : (parts[0] ?? EMPTY);
}
