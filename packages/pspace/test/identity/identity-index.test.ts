import { expect, test } from '@jest/globals';
import { canonicalValue } from '@psyrun/core';
import fc from 'fast-check';
import { IdentityIndex } from '../../src/identity/identity-index.ts';
import { COLLIDING_TEXTS, COLLIDING_TUPLES, value } from './values.ts';

/** An index of these tuples. */
function indexOf(tuples: readonly (readonly unknown[])[]): IdentityIndex {
  const keys = tuples[0]?.length ?? 0;
  const readers = Array.from({ length: keys }, (_, key) => (i: number) => tuples[i]![key]);
  return new IdentityIndex(tuples.length, readers);
}

test('a tuple is found at all its places, ascending', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 60 }), (tuples) => {
      const index = indexOf(tuples);
      const ids = tuples.map((tuple) => canonicalValue(tuple));
      const places = ids.map((id) => ids.flatMap((other, i) => (other === id ? [i] : [])));
      expect(tuples.map((tuple) => index.indicesOf(tuple))).toEqual(places);
      expect([...index.distinct()]).toEqual([...new Set(ids)].map((id) => ids.indexOf(id)));
      expect(tuples.every((tuple) => index.has(tuple))).toBe(true);
      expect(index.indicesOf(['nowhere', 0])).toEqual([]);
      expect(index.has(['nowhere', 0])).toBe(false);
    }),
  );
});

test('tuples of one hash are told apart', () => {
  for (const [a, b] of COLLIDING_TUPLES) {
    const index = indexOf([a, b, a]);
    expect([index.indicesOf(a), index.indicesOf(b)]).toEqual([[0, 2], [1]]);
    expect([...index.distinct()]).toEqual([0, 1]);
    expect([indexOf([a, a]).has(b), indexOf([a, a]).indicesOf(b)]).toEqual([false, []]);
  }
  const texts = COLLIDING_TEXTS.flat().map((text) => [text]);
  const index = indexOf(texts);
  expect(texts.map((text) => index.indicesOf(text))).toEqual(texts.map((_, i) => [i]));
});

test('a thousand tuples are found, each at its place', () => {
  const tuples = Array.from({ length: 1000 }, (_, i) => [String(Math.sqrt(i))]);
  const index = indexOf(tuples);
  expect(tuples.every((tuple, i) => index.indicesOf(tuple).join() === String(i))).toBe(true);
  expect(index.distinct()).toEqual(Float64Array.from(tuples.keys()));
});

test('an index without tuples, or of tuples without values, finds what is there', () => {
  expect(indexOf([]).has([])).toBe(false);
  expect([...indexOf([]).distinct()]).toEqual([]);
  expect(indexOf([[], [], []]).indicesOf([])).toEqual([0, 1, 2]);
});

test('an index of more tuples than can be listed is refused', () => {
  expect(() => new IdentityIndex(2 ** 26 + 1, [])).toThrow(
    expect.objectContaining({ code: 'PSYRUN_SPACE_TOO_LARGE' }),
  );
});

test('to find a tuple, few others are looked at', () => {
  let reads = 0;
  const read = (i: number) => {
    reads++;
    return i;
  };
  const index = new IdentityIndex(1000, [read]);
  expect(index.indicesOf([7])).toEqual([7]);
  expect(reads).toBeLessThan(5000);
});
