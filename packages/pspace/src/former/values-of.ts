import { requireListable } from '../exact-length.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { ProductNode } from '../nodes/product-node.ts';
import { rowReaders } from '../nodes/row-readers.ts';

/**
 * Returns values of a key of a node, among which each value of the whole column is. In a product, these are
 * the values of one factor. Throws `PSYRUN_SPACE_TOO_LARGE` beyond 2^26 values.
 */
export function valuesOf(node: SpaceNode, key: string): unknown[] {
  if (node instanceof ProductNode) {
    return valuesOf(
      node.factors.find(({ keys }) => keys.includes(key))!,
      key,
    );
  }
  requireListable(node.length);
  const [read] = rowReaders(node, [key]);
  return Array.from({ length: node.length }, (_, index) => read!(index));
}
