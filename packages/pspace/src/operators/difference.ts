import { PsyrunError } from '@psyrun/core';
import type { IndexSet } from '../index-set/index-set.ts';
import { keySetOf } from '../nodes/key-set.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { ProductNode } from '../nodes/product-node.ts';
import { ProjectionNode } from '../nodes/projection-node.ts';
import { SubsetNode } from '../nodes/subset-node.ts';
import { matches } from './match.ts';
import { productOf } from './product.ts';

/** Returns the rows of `left` that have the values of no row of `right` in the keys of `right`. */
export function differenceOf(left: SpaceNode, right: SpaceNode): SpaceNode {
  requireKeys(left, right, 'space to be taken away', 'space that it is taken from');
  return select(left, right, (found) => found.complement());
}

/**
 * Returns the rows of `left` that have the values of some row of `right` in the keys of `right`.
 */
export function intersectionOf(left: SpaceNode, right: SpaceNode): SpaceNode {
  requireKeys(left, right, 'right space', 'left space');
  return select(left, right, (found) => found);
}

/** Returns the rows of `all` that have the values of no row of `done` in the keys of `all`. */
export function missingOf(all: SpaceNode, done: SpaceNode): SpaceNode {
  if (done.length === 0 || all.keys.length === 0) return all;
  requireKeys(done, all, 'space of all rows', 'space of finished rows');
  return differenceOf(all, new ProjectionNode(done, all.keys));
}

type Choice = (found: IndexSet) => IndexSet;

/**
 * In a product, only the factors from the first to the last one with a key of `right` are compared.
 * The other factors do not matter, and their rows need not be read.
 */
function select(left: SpaceNode, right: SpaceNode, choose: Choice): SpaceNode {
  if (!(left instanceof ProductNode) || right.keys.length === 0) return subset(left, right, choose);
  const { factors } = left;
  const touched = factors.map(({ keys }) => keys.some((key) => keySetOf(right).has(key)));
  const from = touched.indexOf(true);
  const to = touched.lastIndexOf(true) + 1;
  const block = productOf(factors.slice(from, to));
  const chosen = subset(block, right, choose);
  if (chosen === block) return left;
  return productOf([...factors.slice(0, from), chosen, ...factors.slice(to)]);
}

function subset(left: SpaceNode, right: SpaceNode, choose: Choice): SpaceNode {
  const kept = choose(matches(left, right));
  return kept.size === left.length ? left : new SubsetNode(left, kept);
}

/** Throws `PSYRUN_AMBIGUOUS_OPERATION`, naming the keys, if `having` lacks keys of `needed`. */
export function requireKeys(
  having: SpaceNode,
  needed: SpaceNode,
  neededName: string,
  havingName: string,
): void {
  const unknown = needed.keys.filter((key) => !keySetOf(having).has(key));
  if (unknown.length === 0) return;
  const names = unknown.map((key) => JSON.stringify(key)).join(', ');
  throw new PsyrunError(
    'PSYRUN_AMBIGUOUS_OPERATION',
    `The ${neededName} has ${unknown.length === 1 ? 'the key' : 'the keys'} ${names}; the ${havingName} has not.`,
    { hint: 'Rows are compared by keys that both spaces have.', fields: { keys: unknown } },
  );
}
