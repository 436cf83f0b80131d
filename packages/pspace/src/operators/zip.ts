import { PsyrunError } from '@psyrun/core';
import type { SpaceNode } from '../nodes/node.ts';
import { keepKeySet, keySetOf } from '../nodes/key-set.ts';
import { ZipNode } from '../nodes/zip-node.ts';
import { EMPTY, refuseSharedKeys } from './product.ts';

/** Spaces of one length side by side. A space without keys changes nothing. */
export function zipOf(nodes: readonly SpaceNode[]): SpaceNode {
  const keys = refuseSharedKeys(nodes, 'Spaces side by side');
  const parts = nodes.filter((node) => keySetOf(node).size > 0);
  const other = parts.find(({ length }) => length !== parts[0]!.length);
  if (other !== undefined) {
    throw new PsyrunError(
      'PSYRUN_LENGTHS_DIFFER',
      `The space over ${parts[0]!.keys.join(', ')} has ${parts[0]!.length} rows, the one over ${other.keys.join(', ')} has ${other.length}.`,
      { hint: 'Only spaces of one length go side by side; for all combinations use product().' },
    );
  }
  const node = parts.length > 1 ? new ZipNode(parts) : (parts[0] ?? EMPTY);
  keepKeySet(node, keys);
  return node;
}
