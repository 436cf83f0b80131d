import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { param, product, range, type Space } from '../../src/index.ts';
import { rowTranslation } from '../../src/internal.ts';

const all = (from: Space, to: Space) => {
  const translate = rowTranslation(from, to);
  return translate && Array.from({ length: from.length }, (_, i) => translate(i));
};

test('finds each row where it is, in every factor, whatever the order of keys', () => {
  const list = fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(fc.tuple(list, list, list), fc.tuple(list, list, list), (before, now) => {
      const [a, b, c] = now;
      const from = product(
        param({ a: before[0], k: 'x' }),
        param({ b: before[1] }),
        param({ c: before[2] }),
      );
      const to = product(param({ k: 'x', a }), param({ b }), param({ c }));
      const places = [...from].map((row) => to.indicesOf(row)[0]);
      expect(all(from, to)).toEqual(places);
    }),
  );
});

test('takes time and memory of the factors alone', () => {
  const keys = ['a', 'b', 'c', 'd'];
  const from = product(...keys.map((key) => param({ [key]: range(1000) })));
  const to = product(...keys.map((key) => param({ [key]: range(1001) })));
  expect(rowTranslation(from, to)!(5)).toBe(5);
  expect(rowTranslation(from, to)!(1e9 + 5)).toBe(1001 ** 3 + 5);
});

test('is undefined for equal rows, and for factors of other keys', () => {
  const ab = product(param({ a: [1, 2] }), param({ b: [1, 2] }));
  const ba = product(param({ b: [1, 2] }), param({ a: [1, 2] }));
  expect(all(ab, product(param({ a: [1, 1] }), param({ b: [1, 2] })))).toBeUndefined();
  expect(all(ab, ba)).toBeUndefined();
  expect(all(ab, param({ a: [1, 2] }))).toBeUndefined();
  expect(all(param({ a: [1, 2] }), ab)).toBeUndefined();
  expect(
    all(
      ab.where(({ a }) => a > 1),
      ab,
    ),
  ).toBeUndefined();
});

test('values are compared by identity', () => {
  expect(all(param({ a: [1, 2, NaN] }), param({ a: [NaN, 2n, 3] }))).toEqual([undefined, 1, 0]);
});
