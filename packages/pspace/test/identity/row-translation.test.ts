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

test('is undefined for equal rows, other keys, and too many rows that are not factors', () => {
  const ab = product(param({ a: [1, 2] }), param({ b: [1, 2] }));
  expect(all(ab, product(param({ a: [1, 1] }), param({ b: [1, 2] })))).toBeUndefined();
  expect(all(ab, param({ a: [1, 2] }))).toBeUndefined();
  expect(all(param({ a: [1, 2] }), ab)).toBeUndefined();
  const large = product(param({ a: range(1e4) }), param({ b: range(1e4) }));
  expect(rowTranslation(large, large.slice(0, 5))).toBeUndefined();
  expect(rowTranslation(large.slice(0, 5), large)).toBeUndefined();
});

test('factors may have another order and other keys', () => {
  const ab = product(param({ a: [1, 2] }), param({ b: [1, 2] }));
  expect(all(ab, product(param({ b: [1, 2] }), param({ a: [1, 2] })))).toEqual([0, 2, 1, 3]);
  const some = ab.where(({ a, b }) => a !== b);
  expect(all(some, ab)).toEqual([1, 2]);
  expect(all(ab, some)).toEqual([undefined, 0, 1, undefined]);
  expect(all(ab, param({ a: [2, 1], b: [2, 2] }))).toEqual([undefined, 1, undefined, 0]);
});

const UNIT = { from: 'h', to: 'f', convert: (h: number) => h * 2, inverse: (f: number) => f / 2 };

test('finds former rows, with other keys and units, as a search row by row does', () => {
  const list = fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      list,
      list,
      list,
      list,
      fc.boolean(),
      fc.boolean(),
      (as, hs, vs, now, sums, inUnit) => {
        const before = product(param({ v: vs }), param({ a: as }), param({ h: hs }));
        const from = sums ? before.shuffle(1) : before;
        const to = param({ f: now.map((f) => 2 * f) })
          .product(param({ s: ['x', 'y'] }))
          .product(param({ a: [0, 1, 2] }))
          .renamed({ h: 'f' })
          .was({ s: 'y' })
          .dropped({ v: 2 })
          .converted({ f: UNIT });
        const translate = rowTranslation(from, to, inUnit ? { f: 'f' } : {})!;
        const places = [...from].map(({ v, a, h }) =>
          v === 2 ? to.indicesOf({ s: 'y', a, f: inUnit ? h : h * 2 })[0] : undefined,
        );
        expect(Array.from({ length: from.length }, (_, i) => translate(i))).toEqual(places);
      },
    ),
  );
});

test('a number of an unknown unit is in no row', () => {
  const to = param({ f: [2] }).converted({ f: UNIT });
  expect(rowTranslation(param({ f: [1] }), to)!(0)).toBe(0);
  expect(rowTranslation(param({ f: [2] }), to, { f: 'f' })!(0)).toBe(0);
  expect(rowTranslation(param({ f: [2] }), to, { f: 'm' })!(0)).toBeUndefined();
  expect(rowTranslation(param({ f: [2] }), param({ f: [2] }), { f: 'm' })!(0)).toBeUndefined();
});

test('values are compared by identity', () => {
  expect(all(param({ a: [1, 2, NaN] }), param({ a: [NaN, 2n, 3] }))).toEqual([undefined, 1, 0]);
});
