import type { Row } from '@psyrun/core';
import { RunSet } from '../index-set/run-set.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { WhenNode } from '../nodes/when-node.ts';
import { requireKeys } from './difference.ts';
import { matches } from './match.ts';
import { paramOf } from './param.ts';
import { refuseSharedKeys } from './product.ts';

/** The rows that have these values are multiplied with `then`; in the others its keys are NaN. */
export function whenOf(node: SpaceNode, condition: Row, then: SpaceNode): SpaceNode {
  const entries = Object.entries(condition).map(([key, constant]) => [key, { constant }] as const);
  const wanted = paramOf(new Map(entries));
  requireKeys(node, wanted, 'condition', 'space');
  refuseSharedKeys([node, then], 'A conditional space');
  if (then.keys.length === 0) return node;
  // An empty condition selects all rows.
  const all = new RunSet(node.length, []).complement();
  return new WhenNode(node, entries.length > 0 ? matches(node, wanted) : all, then);
}
