import { PsyrunError } from '@psyrun/core';
import { keepKeySet, keySetOf, type KeySet } from '../nodes/key-set.ts';
import { ParamNode } from '../nodes/param-node.ts';
import { ProductNode } from '../nodes/product-node.ts';
import type { SpaceNode } from '../nodes/node.ts';

/** The space without keys and rows. It changes nothing in a product or a sum. */
export const EMPTY: SpaceNode = new ParamNode([], [], 0);

const NO_KEYS = keySetOf(EMPTY);

/**
 * Every row of the first space with every row of the others. A space without keys changes nothing.
 *
 * Throws `PSYRUN_AMBIGUOUS_OPERATION` if two spaces share a key, and `PSYRUN_SPACE_TOO_LARGE`.
 */
export function productOf(nodes: readonly SpaceNode[]): SpaceNode {
  const keys = refuseSharedKeys(nodes, 'A product');
  const factors = nodes.filter((node) => keySetOf(node).size > 0);
  const node = factors.length > 1 ? new ProductNode(factors) : (factors[0] ?? EMPTY);
  keepKeySet(node, keys);
  return node;
}

/**
 * Returns the keys of all the spaces. Throws `PSYRUN_AMBIGUOUS_OPERATION` if two of the spaces share a
 * key.
 */
export function refuseSharedKeys(nodes: readonly SpaceNode[], what: string): KeySet {
  const sets = nodes.map(keySetOf);
  // The keys of the largest space are not listed, so that a loop may add a key at a time.
  let seen = sets.reduce((largest, set) => (set.size > largest.size ? set : largest), NO_KEYS);
  const start = sets.indexOf(seen);
  const shared = nodes.flatMap((node, i) => {
    if (i === start) return [];
    const again = node.keys.filter((key) => seen.has(key));
    seen = seen.with(node.keys.filter((key) => !seen.has(key)));
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
