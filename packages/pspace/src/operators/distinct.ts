import { IndexSetBuilder } from '../index-set/index-set-builder.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { ProductNode } from '../nodes/product-node.ts';
import { SubsetNode } from '../nodes/subset-node.ts';
import { distinctIndices } from './match.ts';
import { productOf } from './product.ts';
import { requireEnumerable } from './where.ts';

/** Returns the first row of each identity. In a product, only the factors are compared. */
export function distinctOf(node: SpaceNode): SpaceNode {
  if (node instanceof ProductNode) return productOf(node.factors.map(distinctOf));
  requireEnumerable(node, 'distinct');
  const first = distinctIndices(node);
  if (first.length === node.length) return node;
  const kept = new IndexSetBuilder(node.length);
  for (const index of first) kept.add(index);
  return new SubsetNode(node, kept.build());
}
