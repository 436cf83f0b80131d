import { expect, test } from '@jest/globals';
import { canonicalValue } from '@psyrun/core';
import fc from 'fast-check';
import { identityHash, mixHashes, sameIdentity } from '../../src/identity/identity-hash.ts';
import { COLLIDING_TEXTS, COLLIDING_TUPLES, OTHER_NAN, value } from './values.ts';

test('two values are one exactly if their canonical forms are', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const same = canonicalValue(a) === canonicalValue(b);
      expect(sameIdentity(a, b)).toBe(same);
      if (same) expect(identityHash(a)).toBe(identityHash(b));
    }),
    { numRuns: 500 },
  );
});

test.each<[unknown, unknown]>([
  [0, -0],
  [1, 1n],
  [NaN, -NaN],
  [2 ** 53, 2n ** 53n],
  [1e300, BigInt(1e300)],
  [null, null],
  [[1], Float32Array.of(1)],
  [
    { a: 1, b: [2] },
    { b: [2n], a: 1 },
  ],
  [new Date(5), new Date(5)],
  [7, { shape: [], data: Int8Array.of(7) }],
  [7n, { shape: [], data: BigInt64Array.of(7n) }],
  [NaN, OTHER_NAN],
])('%p and %p are one value', (a, b) => {
  expect([sameIdentity(a, b), sameIdentity(b, a)]).toEqual([true, true]);
  expect(identityHash(a)).toBe(identityHash(b));
});

test.each<[unknown, unknown]>([
  [0, 1],
  [NaN, 0],
  [NaN, null],
  [NaN, 'NaN'],
  [Infinity, -Infinity],
  [0.5, 0n],
  [0.5, 1n],
  [1, 2n],
  [1, '1'],
  [1n, '1'],
  [1, true],
  [1n, true],
  [true, false],
  [null, 0],
  [null, []],
  [null, {}],
  [5, [5]],
  [5, { shape: [], data: Int8Array.of(6) }],
  [5, { shape: [1], data: Int8Array.of(5) }],
  [true, { a: 1 }],
  ['a', ['a']],
  [[1], [2]],
  [{ a: 1 }, { b: 1 }],
  [new Date(5), new Date(6)],
])('%p and %p are two values', (a, b) => {
  expect([sameIdentity(a, b), sameIdentity(b, a)]).toEqual([false, false]);
  expect(identityHash(a)).not.toBe(identityHash(b));
});

/** How many of 16,384 slots these hashes fill. */
const slots = (hashes: readonly number[]) => new Set(hashes.map((hash) => hash & 0x3fff)).size;
const numbers = Array.from({ length: 10_000 }, (_, i) => i);

test.each<[string, (i: number) => unknown]>([
  ['integers', (i) => i],
  ['fractions', (i) => i / 7],
  ['large integers', (i) => i * 2 ** 20],
  ['bigints', (i) => BigInt(i)],
  ['strings', (i) => String(i)],
  ['lists', (i) => [i]],
])('hashes of %s fill as many slots as random ones', (_name, make) => {
  const filled = slots(numbers.map((i) => identityHash(make(i))));
  // 16,384 (1 - exp(-10,000 / 16,384)) = 7485 on average.
  expect(filled).toBeGreaterThan(7300);
  expect(filled).toBeLessThan(7680);
});

test('hashes of tuples fill as many slots as random ones', () => {
  const hash = (i: number) =>
    mixHashes(mixHashes(0, identityHash(i % 200)), identityHash(Math.floor(i / 200)));
  expect(slots(numbers.map(hash))).toBeGreaterThan(7300);
  expect(mixHashes(1, 2)).not.toBe(mixHashes(2, 1));
});

test('a hash is an integer of 32 bits', () => {
  for (const one of [0, 1, NaN, 'a', '', true, false, null, [], 5n]) {
    expect(identityHash(one)).toBe(identityHash(one) >>> 0);
    expect(mixHashes(1, identityHash(one))).toBe(mixHashes(1, identityHash(one)) >>> 0);
  }
});

test('some values have one hash and are two values all the same', () => {
  expect(sameIdentity(2 ** 53, 2n ** 53n + 1n)).toBe(false);
  expect(sameIdentity(2n ** 53n + 1n, 2 ** 53)).toBe(false);
  for (const [a, b] of COLLIDING_TEXTS) {
    expect(identityHash(a)).toBe(identityHash(b));
    expect(sameIdentity(a, b)).toBe(false);
  }
  const hash = ([a, b]: readonly number[]) =>
    mixHashes(mixHashes(0, identityHash(a)), identityHash(b));
  for (const [a, b] of COLLIDING_TUPLES) expect(hash(a)).toBe(hash(b));
});
