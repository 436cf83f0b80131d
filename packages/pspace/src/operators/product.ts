import { PsyrunError } from '@psyrun/core';
import { ParamNode } from '../nodes/param-node.ts';
import { ProductNode } from '../nodes/product-node.ts';
import type { SpaceNode } from '../nodes/node.ts';

/** The space without keys and rows. It changes nothing in a product or a sum. */
export const EMPTY: SpaceNode = new ParamNode(new Map(), 0);

/**
 * Every row of the first space with every row of the others. A space without keys changes nothing.
 *
 * Throws `PSYRUN_AMBIGUOUS_OPERATION` if two spaces share a key, and `PSYRUN_SPACE_TOO_LARGE`.
 */
export function productOf(nodes: readonly SpaceNode[]): SpaceNode {
  refuseSharedKeys(nodes, 'A product');
  const factors = nodes.filter(({ keys }) => keys.length > 0);
  return factors.length > 1 ? new ProductNode(factors) : (factors[0] ?? EMPTY);
}

/** Throws `PSYRUN_AMBIGUOUS_OPERATION` if two of the spaces share a key. */
export function refuseSharedKeys(nodes: readonly SpaceNode[], what: string): void {
  const seen = new Set<string>();
  const shared = nodes.flatMap(({ keys }) => {
    const again = keys.filter((key) => seen.has(key));
    keys.forEach((key) => seen.add(key));
    return again;
  });
  if (shared.length === 0) return;
  const names = shared.map((key) => JSON.stringify(key)).join(', ');
  throw new PsyrunError(
    'PSYRUN_AMBIGUOUS_OPERATION',
    `${what} cannot have a key twice: ${names} is in more than one of the spaces.`,
    { hint: 'Rename or leave out the key in one of them.', fields: { keys: shared } },
  );
}
