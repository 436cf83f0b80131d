import type { SpaceNode } from '../nodes/node.ts';
import { SumNode } from '../nodes/sum-node.ts';
import { EMPTY } from './product.ts';

/** The rows of one space after those of the other; absent keys are NaN. */
export function sumOf(nodes: readonly SpaceNode[]): SpaceNode {
  // A sum has keys. To ask for them would flatten each of a thousand sums in a loop.
  const parts = nodes.filter((node) => node instanceof SumNode || node.keys.length > 0);
  return parts.length > 1 ? new SumNode(parts) : (parts[0] ?? EMPTY);
}
