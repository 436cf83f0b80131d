import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Permutation } from '../../src/random/permutation.ts';

test('every number comes once, and its position is found', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.integer(), (length, seed) => {
      const order = new Permutation(length, 'test', seed);
      const numbers = Array.from({ length }, (_, position) => order.at(position));
      expect(new Set(numbers).size).toBe(length);
      expect(Math.max(...numbers)).toBe(length - 1);
      expect(numbers.map((number) => order.positionOf(number))).toEqual([...numbers.keys()]);
    }),
  );
});

test('2^53 numbers are put in order without a list', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), fc.integer(), (position, seed) => {
      const order = new Permutation(2 ** 53, 'test', seed);
      const number = order.at(position);
      expect(Number.isSafeInteger(number)).toBe(true);
      expect(order.positionOf(number)).toBe(position);
    }),
  );
});

test('all orders of four are equally likely', () => {
  const seeds = 4800;
  const counts = new Map<string, number>();
  for (let seed = 0; seed < seeds; seed++) {
    const order = new Permutation(4, 'test', seed);
    const key = [0, 1, 2, 3].map((position) => order.at(position)).join('');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(24);
  const expected = seeds / 24;
  const chiSquare = [...counts.values()].reduce(
    (sum, n) => sum + (n - expected) ** 2 / expected,
    0,
  );
  // With 23 degrees of freedom one in a million exceeds this.
  expect(chiSquare).toBeLessThan(73);
});

test('neighbours end up anywhere', () => {
  const order = new Permutation(10_000, 'test', 'neighbours');
  let near = 0;
  for (let i = 0; i < 9999; i++) near += Number(Math.abs(order.at(i) - order.at(i + 1)) < 100);
  // Two of 10,000 are that near with a probability of about 2 %.
  expect(Math.abs(near - 198)).toBeLessThan(70);
});
