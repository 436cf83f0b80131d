import { expect, test } from '@jest/globals';
import { freeze, fromTable, hashSpace, linspace, param, range, thaw } from '../../src/index.ts';
import type { Space } from '../../src/space.ts';

/** Applies an operator many times, one around the other. */
function nested(times: number, space: Space, operator: (space: Space, i: number) => Space): Space {
  let deep = space;
  for (let i = 0; i < times; i++) deep = operator(deep, i);
  return deep;
}

const small: Space = param({ a: [1, 2, 3], x: linspace(0, 2, 3), text: ['a', 'b', 'c'] });
const OPERATORS: [string, (space: Space, i: number) => Space][] = [
  ['shuffle', (space, i) => space.shuffle(i)],
  ['where and sum', (space, i) => space.where(({ a }) => a !== i).sum(param({ a: [i + 3] }))],
  ['sum and slice', (space, i) => space.sum(param({ b: [i] })).slice(1)],
  ['when', (space, i) => space.when({ a: 2 }, param({ [`k${i}`]: [i] }))],
  ['product and sum', (space, i) => space.product(param({ [`k${i}`]: i })).sum(param({ a: i }))],
];

test.each(OPERATORS)('rows, hash, search and freezing of 150 times %s', (_, operator) => {
  const deep = nested(150, small, operator);
  const rows = fromTable(deep.build());
  expect(deep.node.depth).toBeLessThan(70);
  expect(hashSpace(deep)).toBe(hashSpace(rows));
  expect(hashSpace(thaw(JSON.parse(JSON.stringify(freeze(deep)))))).toBe(hashSpace(rows));
  for (const i of [0, 1, deep.length - 1]) expect(deep.indicesOf(deep.at(i))).toContain(i);
});

test('10,000 shuffles are a permutation, and the floats stay floats', () => {
  const deep = nested(10_000, small, (space, i) => space.shuffle(i));
  expect([...deep].sort((a, b) => (a['a'] as number) - (b['a'] as number))).toEqual([...small]);
  expect(deep.floatKeys).toEqual(['x']);
});

const large: Space = param({ a: range(2 ** 21) });

test('400 nested operators of many rows are kept, frozen and thawed', () => {
  const deep = nested(400, large, (space, i) => space.shuffle(i));
  const thawed = thaw(JSON.parse(JSON.stringify(freeze(deep))));
  expect(deep.node.depth).toBe(400);
  expect(thawed.at(1000)).toEqual(deep.at(1000));
  expect(deep.indexOf(deep.at(1000))).toBe(1000);
  expect(hashSpace(thawed)).toBe(hashSpace(deep));
});

test('more of them are refused', () => {
  expect(() => nested(401, large, (space, i) => space.shuffle(i))).toThrow(
    expect.objectContaining({
      code: 'PSYRUN_SPACE_TOO_LARGE',
      message: expect.stringContaining('401 operators'),
    }),
  );
});
