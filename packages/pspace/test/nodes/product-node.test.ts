import { expect, test } from '@jest/globals';
import {
  freeze,
  fromTable,
  hashSpace,
  normal,
  param,
  product,
  thaw,
  type Space,
} from '../../src/index.ts';

const EMPTY: Space = param({});
const SHAPE = [1, 1, 2, 1, 3, 1, 1];

test('neighbouring factors of one row are one factor, in the order of the keys', () => {
  const grid = product(
    ...SHAPE.map((rows, i) => param({ [`k${i}`]: Array.from({ length: rows }, (_, j) => j) })),
  );
  expect(freeze(grid).space).toMatchObject({
    factors: SHAPE.slice(0, 5).map(() => ({ op: 'param' })),
  });
  expect(grid.keys).toEqual(SHAPE.map((_, i) => `k${i}`));
  expect([...grid].at(-1)).toEqual({ k0: 0, k1: 0, k2: 1, k3: 0, k4: 2, k5: 0, k6: 0 });
  expect(hashSpace(grid)).toBe(hashSpace(fromTable(grid.build())));
});

test('random values of one row stay factors of their own, so that they can be thawed', () => {
  const twins = param({ a: normal(0, 1, 1, 's') }).product(param({ b: normal(0, 1, 1, 's') }));
  expect(thaw(freeze(twins)).at(0)).toEqual(twins.at(0));
});

test('a product of 10,000 factors of one row can be hashed, frozen and searched', () => {
  const wide = product(...Array.from({ length: 10_000 }, (_, i) => param({ [`k${i}`]: i })));
  expect(wide.indexOf(wide.at(0))).toBe(0);
  expect(hashSpace(thaw(freeze(wide)))).toBe(hashSpace(wide));
});

test('a loop of 20,000 products at either end is the product of the list', () => {
  const factors = Array.from({ length: 20_000 }, (_, i) => param({ [`k${i}`]: i }));
  const expected = hashSpace(product(...factors));
  const after = factors.reduce<Space>((space, factor) => space.product(factor), EMPTY);
  const before = factors.reduceRight<Space>((space, factor) => factor.product(space), EMPTY);
  expect([after, before].map(hashSpace)).toEqual([expected, expected]);
  expect(thaw(freeze(before)).keys).toEqual(product(...factors).keys);
  expect(() => before.product(param({ k7: [1] }))).toThrow(/"k7" is in more than one/);
});
