import { expect, test } from '@jest/globals';
import { canonicalValue } from '@psyrun/core';
import fc from 'fast-check';
import { identityHash, sameIdentity } from '../../src/identity/identity-hash.ts';
import { IdentityIndex } from '../../src/identity/identity-index.ts';

const value = fc.oneof(
  fc.constantFrom<unknown>(0, -0, 1, 1n, NaN, Infinity, '', '1', true, false, null),
  fc.constantFrom<unknown>(1e21, 10n ** 21n, 2 ** 53, 2n ** 53n + 1n, 0.1, [1], [1n], ['1'], []),
  fc.constantFrom<unknown>(Float32Array.of(1), { a: 1, b: 2 }, { b: 2n, a: 1 }, new Date(1)),
  fc.constantFrom<unknown>(Uint8Array.of(1), { shape: [1], data: Int8Array.of(1) }),
  fc.double(),
  fc.string(),
);

test('two values are one exactly if their canonical forms are', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const same = canonicalValue(a) === canonicalValue(b);
      expect(sameIdentity(a, b)).toBe(same);
      if (same) expect(identityHash(a)).toBe(identityHash(b));
    }),
    { numRuns: 3000 },
  );
});

test('a tuple is found at all its places, ascending', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 60 }), (tuples) => {
      const index = new IdentityIndex(tuples.length, [(i) => tuples[i]![0], (i) => tuples[i]![1]]);
      const ids = tuples.map((tuple) => canonicalValue(tuple));
      const places = ids.map((id) => ids.flatMap((other, i) => (other === id ? [i] : [])));
      expect(tuples.map((tuple) => index.indicesOf(tuple))).toEqual(places);
      expect([...index.distinct()]).toEqual([...new Set(ids)].map((id) => ids.indexOf(id)));
      expect(index.indicesOf(['nowhere', 0])).toEqual([]);
    }),
  );
});

test('equal hashes are told apart', () => {
  const texts = Array.from({ length: 300_000 }, (_, i) => String(Math.sqrt(i)));
  const index = new IdentityIndex(texts.length, [(i) => texts[i]]);
  const found = texts.map((text) => index.indicesOf([text]));
  expect(new Set(texts.map(identityHash)).size).toBeLessThan(texts.length);
  expect(found.every((indices, i) => indices.length === 1 && indices[0] === i)).toBe(true);
});
