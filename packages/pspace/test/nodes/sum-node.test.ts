import { expect, test } from '@jest/globals';
import { hashSpace, fromTable, param, range } from '../../src/index.ts';
import type { Space } from '../../src/space.ts';

/** A sum of spaces of which each has some of the keys. */
function mixedSum(parts: number): Space {
  let sum: Space = param({ a: 0 });
  for (let i = 1; i < parts; i++) {
    const keys = ['a', 'b', 'c', 'd'].filter((_, bit) => (i >> bit) & 1);
    sum = sum.sum(
      param(Object.fromEntries((keys.length > 0 ? keys : ['e']).map((k) => [k, i % 7]))),
    );
  }
  return sum;
}

test('finds each row of parts with different keys, and only rows that are there', () => {
  const sum = mixedSum(60);
  const rows = [...sum];
  const isEqual = (i: number, j: number) =>
    sum.keys.every((key) => Object.is(rows[i]![key], rows[j]![key]));
  rows.forEach((row, i) =>
    expect(sum.indicesOf(row)).toEqual(rows.flatMap((_, j) => (isEqual(i, j) ? [j] : []))),
  );
  expect(sum.indicesOf({ a: 1, b: 1, c: 1, d: 1, e: 1 })).toEqual([]);
  expect(sum.indicesOf({ a: NaN, b: NaN, c: NaN, d: NaN, e: NaN })).toEqual([]);
});

test('the row without any value is found in each part that has it', () => {
  const sum: Space = param({ a: [NaN, 1] }).sum(param({ b: [2, NaN] }));
  expect(sum.indicesOf({ a: NaN, b: NaN })).toEqual([0, 3]);
});

test('the hash of parts with different keys is that of the rows', () => {
  const sum = mixedSum(60);
  expect(hashSpace(sum)).toBe(hashSpace(fromTable(sum.build())));
  expect(hashSpace(sum.slice(7, 23))).toBe(hashSpace(fromTable(sum.slice(7, 23).build())));
});

test('100,000 sums in a loop are one sum', () => {
  let sum: Space = param({ a: range(3) });
  for (let i = 3; i < 100_000; i++) sum = sum.sum(param({ a: i }));
  expect(sum.node.depth).toBe(1);
  expect(sum.at(99_999)).toEqual({ a: 99_999 });
  expect(sum.indexOf({ a: 99_998 })).toBe(99_998);
  expect(hashSpace(sum)).toBe(hashSpace(param({ a: range(100_000) })));
});
