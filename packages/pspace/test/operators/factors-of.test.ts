import { expect, test } from '@jest/globals';
import { param, product, range } from '../../src/index.ts';
import { factorsOf } from '../../src/internal.ts';

const a = param({ a: range(3) });
const b = param({ b: [1, 2], c: 'x' });

test('the factors of a product, nested or not, make its rows, the last one fastest', () => {
  const space = product(a, b.product(param({ d: [5, 6] })));
  const factors = factorsOf(space);
  expect(factors.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c'], ['d']]);
  const rows = factors.reduce<object[]>(
    (outer, factor) => outer.flatMap((row) => [...factor].map((inner) => ({ ...row, ...inner }))),
    [{}],
  );
  expect(rows).toEqual([...space]);
});

test('any other space is its only factor', () => {
  const space = a.product(b).slice(1);
  expect(factorsOf(space)).toEqual([space]);
});
