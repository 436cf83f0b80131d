import { SliceNode } from '../nodes/slice-node.ts';
import type { IndexSet } from '../index-set/index-set.ts';
import type { SpaceNode } from '../nodes/node.ts';
import { ShuffleNode } from '../nodes/shuffle-node.ts';
import { SubsetNode } from '../nodes/subset-node.ts';
import { WhenNode } from '../nodes/when-node.ts';
import { paramOf, type Assigned } from '../operators/param.ts';
import { productOf, refuseSharedKeys } from '../operators/product.ts';
import { sumOf } from '../operators/sum.ts';
import { zipOf } from '../operators/zip.ts';
import type { Seed } from '../random/random-stream.ts';
import { anyObject, count, list, made, members, refused, text } from './check.ts';
import type { FrozenIndexSet } from './format.ts';
import { thawIndexSet } from './freeze-index-set.ts';
import { thawAxis } from './thaw-axis.ts';

/** Returns the node of a frozen one; throws `PSYRUN_FROZEN_SPACE`. */
export function thawNode(frozen: unknown, place: string): SpaceNode {
  // The place grows with the depth. Deeper nesting would exhaust the stack.
  if (place.length > LONGEST_PLACE) throw refused('its operators', 'fewer of them nested');
  const { op } = anyObject(frozen, place);
  const thaw = typeof op === 'string' && Object.hasOwn(READERS, op) && READERS[op];
  if (!thaw) throw refused(`${place}.op`, `one of ${Object.keys(READERS).join(', ')}`);
  return thaw(frozen, place);
}

const LONGEST_PLACE = 5000;

type Reader = (frozen: unknown, place: string) => SpaceNode;

const READERS: Record<string, Reader> = {
  param: thawParam,
  product: (frozen, place) => thawMany(frozen, place, 'factors', productOf),
  sum: (frozen, place) => thawMany(frozen, place, 'parts', sumOf),
  subset(frozen, place) {
    const { of, keep } = members(frozen, place, 'op', 'of', 'keep');
    const base = thawNode(of, `${place}.of`);
    return new SubsetNode(base, thawSet(keep, `${place}.keep`, base));
  },
  zip: (frozen, place) => thawMany(frozen, place, 'parts', zipOf),
  shuffle(frozen, place) {
    const { of, seed } = members(frozen, place, 'op', 'of', 'seed');
    const base = thawNode(of, `${place}.of`);
    return made(`${place}.seed`, () => new ShuffleNode(base, seed as Seed));
  },
  when(frozen, place) {
    const { of, matches, then } = members(frozen, place, 'op', 'of', 'matches', 'then');
    const base = thawNode(of, `${place}.of`);
    const conditional = thawNode(then, `${place}.then`);
    const indices = thawSet(matches, `${place}.matches`, base);
    return made(place, () => {
      refuseSharedKeys([base, conditional], 'A conditional space');
      return new WhenNode(base, indices, conditional);
    });
  },
  slice(frozen, place) {
    const { of, start, length } = members(frozen, place, 'op', 'of', 'start', 'length');
    const base = thawNode(of, `${place}.of`);
    const from = count(start, `${place}.start`);
    const rows = count(length, `${place}.length`);
    if (from + rows > base.length) throw refused(place, `a part of ${base.length} rows`);
    return new SliceNode(base, from, rows);
  },
};

function thawMany(
  frozen: unknown,
  place: string,
  name: string,
  make: (nodes: SpaceNode[]) => SpaceNode,
): SpaceNode {
  const operands = list(members(frozen, place, 'op', name)[name], `${place}.${name}`, thawNode);
  return made(place, () => make(operands));
}

function thawParam(frozen: unknown, place: string): SpaceNode {
  const { axes } = members(frozen, place, 'op', 'axes');
  const assigned = list(axes, `${place}.axes`, (entry, at): [string, Assigned] => {
    const pair = list(entry, at, (item) => item);
    if (pair.length !== 2) throw refused(at, 'a key and an axis');
    return [text(pair[0], at), thawAxis(pair[1], at)];
  });
  const byKey = new Map(assigned);
  if (byKey.size < assigned.length) throw refused(`${place}.axes`, 'keys that differ');
  return made(place, () => paramOf(byKey));
}

function thawSet(frozen: unknown, place: string, base: SpaceNode): IndexSet {
  const form = 'runs' in anyObject(frozen, place) ? 'runs' : 'bits';
  const set = members(frozen, place, 'universe', form);
  if (count(set['universe'], `${place}.universe`) !== base.length) {
    throw refused(`${place}.universe`, `the number of rows, ${base.length}`);
  }
  text(set[form], `${place}.${form}`);
  const indices = thawIndexSet(set as unknown as FrozenIndexSet);
  if (!indices) throw refused(`${place}.${form}`, `indices below ${base.length}`);
  return indices;
}
