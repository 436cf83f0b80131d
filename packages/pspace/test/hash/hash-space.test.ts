import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromTable, hashSpace, linspace, param, range, type Space } from '../../src/index.ts';

test('hashes never change: run directories and certificates have them', () => {
  expect(hashSpace(param({}))).toBe('18a59be97ddba9d2292c9b09c1f51c9e');
  expect(hashSpace(param({ a: [1, 2.5, NaN], b: ['x', null, true] }))).toBe(
    '86265c6561b0af94436ed8e23d9ee3ae',
  );
  expect(hashSpace(param({ a: range(3) }).product(param({ b: linspace(0, 1, 1e9) })))).toBe(
    '5774088e6e7154580ea59c0b4567f2ba',
  );
});

const grid = param({ a: range(7) })
  .product(param({ b: linspace(0, 1, 5) }))
  .product(param({ c: [1n, 'x', null] }));
const table = fromTable(grid.build());

test('every part of a product has the hash of its rows', () => {
  const index = fc.integer({ min: 0, max: grid.length });
  fc.assert(
    fc.property(index, index, (start, end) => {
      expect(hashSpace(grid.slice(start, end))).toBe(hashSpace(table.slice(start, end)));
    }),
    { numRuns: 500 },
  );
});

describe('the same rows in the same order', () => {
  const a = param({ a: [1, 2] });
  const b = param({ b: ['x', 'y'] });
  const c = param({ c: [0.5, 1.5] });
  test.each<[string, Space, Space]>([
    ['keys in another order', param({ a: 1, b: 2 }), param({ b: 2, a: 1 })],
    ['1, 1n and a typed array', a, param({ a: [1n, 2n] })],
    ['as typed array', a, param({ a: Int16Array.of(1, 2) })],
    ['0 and -0', param({ a: [0] }), param({ a: [-0] })],
    ['a product and its rows', a.product(b), param({ b: ['x', 'y', 'x', 'y'], a: [1, 1, 2, 2] })],
    ['a sum and its rows', a.sum(b), param({ a: [1, 2, NaN, NaN], b: [NaN, NaN, 'x', 'y'] })],
    ['a range and its list', param({ a: range(1, 3) }), a],
    ['side by side', a.zip(b), param({ a: [1, 2], b: ['x', 'y'] })],
    [
      'a selection and its rows',
      param({ a: range(9) }).where((row) => row.a % 8 === 1),
      param({ a: [1] }),
    ],
    ['a product in two groupings', a.product(b.product(c)), a.product(b).product(c)],
  ])('%s', (_, one, other) => {
    expect([...one]).toHaveLength(other.length);
    expect(hashSpace(one)).toBe(hashSpace(other));
  });
});

describe('other rows', () => {
  const a = param({ a: [1, 2, 3] });
  test.each<[string, Space, Space]>([
    ['another order', a, param({ a: [2, 1, 3] })],
    ['another key', a, param({ b: [1, 2, 3] })],
    ['another value', a, param({ a: [1, 2, 4] })],
    ['a string and a number', a, param({ a: ['1', '2', '3'] })],
    ['true and 1', param({ a: [1] }), param({ a: [true] })],
    ['NaN and null', param({ a: [NaN] }), param({ a: [null] })],
    ['fewer rows', a, a.slice(0, 2)],
    ['no rows of one key or another', param({ a: [] }), param({ b: [] })],
    ['no rows and no keys', param({ a: [] }), param({})],
    ['values with their keys exchanged', param({ a: 1, b: 2 }), param({ a: 2, b: 1 })],
    [
      'values exchanged between rows',
      param({ a: [1, 2], b: [3, 4] }),
      param({ a: [2, 1], b: [3, 4] }),
    ],
  ])('%s', (_, one, other) => {
    expect(hashSpace(one)).not.toBe(hashSpace(other));
  });
});

test('selections of huge spaces are hashed by their runs', () => {
  const huge = param({ a: range(1e5) }).product(param({ b: range(1000) }));
  const one = huge.difference(param({ a: [5], b: [5] }));
  const other = huge.slice(0, 5005).sum(huge.slice(5006));
  expect(one.length).toBe(1e8 - 1);
  expect(hashSpace(one)).toBe(hashSpace(other));
  expect(hashSpace(one)).not.toBe(hashSpace(huge.difference(param({ a: [5], b: [6] }))));
});

test('shuffles of huge spaces are told apart', () => {
  const huge = param({ a: range(1e4) }).product(param({ b: range(1e4) }));
  expect(hashSpace(huge.shuffle(1))).toBe(hashSpace(huge.shuffle(1)));
  expect(hashSpace(huge.shuffle(1))).not.toBe(hashSpace(huge.shuffle(2)));
});

test('selections of so many parts that to follow them takes minutes are told apart as well', () => {
  const huge = param({ a: range(1e6) }).product(param({ b: range(1e6) }));
  const without = (seed: number) => huge.difference(huge.sample(50, seed));
  expect(hashSpace(without(1))).toBe(hashSpace(without(1)));
  expect(hashSpace(without(1))).not.toBe(hashSpace(without(2)));
});
