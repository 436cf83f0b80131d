import { expect, test } from '@jest/globals';
import { range } from '../src/axes/range.ts';
import { param } from '../src/param.ts';

test.each([
  [3, 5003],
  [5003, 3],
  [7, 4096],
  [1, 10_000],
  [10_000, 1],
  [2, 3000],
])('the columns of a product of %i and %i rows are those of its rows', (first, second) => {
  const space = param({ a: range(first) }).product(param({ b: range(second) }));
  const rows = [...space];
  const { a, b } = space.build();
  expect(a).toEqual(rows.map((row) => row.a));
  expect(b).toEqual(rows.map((row) => row.b));
});

test('columns of a product are not shared', () => {
  const space = param({ a: [1, 2] }).product(param({ b: [3] }));
  space.build().a[0] = 9;
  expect(space.build().a).toEqual([1, 2]);
});
