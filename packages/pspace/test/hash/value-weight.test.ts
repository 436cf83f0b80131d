import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { canonicalValue, toHex } from '@psyrun/core';
import fc from 'fast-check';
import { digestOf, valueWeight } from '../../src/hash/value-weight.ts';
import { OTHER_NAN, value } from '../identity/values.ts';

const weight = valueWeight('a');

test('two values have one weight exactly if their canonical forms are one', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const same = canonicalValue(a) === canonicalValue(b);
      expect(weight(a) === weight(b)).toBe(same);
    }),
    { numRuns: 500 },
  );
});

test.each<[unknown, unknown]>([
  [0, -0],
  [0, 0n],
  [1, 1n],
  [NaN, -NaN],
  [NaN, OTHER_NAN],
  [7, { shape: [], data: Int8Array.of(7) }],
  [2 ** 60, 2n ** 60n],
  [
    { a: 1, b: 2 },
    { b: 2n, a: 1 },
  ],
])('%p and %p have one weight', (a, b) => {
  expect(weight(a)).toBe(weight(b));
});

test.each<[unknown, unknown]>([
  [2 ** 53, 2n ** 53n + 1n],
  [2n ** 53n + 1n, 2n ** 53n + 3n],
  [1, '1'],
  [1, true],
  [NaN, null],
  [NaN, 'NaN'],
  [Infinity, -Infinity],
  [0.5, 0.25],
  [1, 2],
])('%p and %p have two weights', (a, b) => {
  expect(weight(a)).not.toBe(weight(b));
});

test.each([1, 0.5, 2n ** 70n + 1n, 'x', null])('the weight of %p depends on its key', (one) => {
  expect(weight(one)).not.toBe(valueWeight('b')(one));
  expect(weight(one)).toBe(valueWeight('a')(one));
});

const FROZEN: readonly (readonly [unknown, bigint])[] = [
  [0, 141759136021316293168801239692627191208n],
  [1, 123936605872882061305791515463472652017n],
  [0.1, 90318600501375512022377726669733012401n],
  [NaN, 25113103154117015098389716488723083752n],
  [-Infinity, 55927679573308265497140032358654448236n],
  [2n ** 70n + 1n, 116486241568642441487461863542254265293n],
  ['x', 109965760156280862723583304169783881825n],
  [null, 147489033363909633027187664119178411959n],
  [true, 154045390430504693308811591158687912509n],
];
test('weights never change: run directories and certificates have them', () => {
  expect(FROZEN.map(([one]) => weight(one))).toEqual(FROZEN.map(([, frozen]) => frozen));
});

test('an integer beyond all numbers has a weight', () => {
  expect(weight(10n ** 400n)).toBe(weight(10n ** 400n));
  expect(weight(10n ** 400n)).not.toBe(weight(Infinity));
  expect(weight(10n ** 400n)).not.toBe(weight(10n ** 401n));
  expect(weight(-(10n ** 400n))).not.toBe(weight(-Infinity));
});

test('a digest begins with the name of this package', () => {
  const expected = createHash('sha256').update('psyrun-space-1\nx').digest('hex');
  expect(toHex(digestOf('x'))).toBe(expected);
});
