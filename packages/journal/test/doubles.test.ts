import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesToDoubles, doublesToBytes, isDoubles } from '../src/doubles.ts';
import { packBytes, unpack } from '../src/extensions.ts';
import { packable } from '../src/packable.ts';

const FRACTIONS = [0.5, 1, 2, 3, 4, 5, 6, 7];

test('any doubles are read back to the last bit, at any offset', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.nat(9), (list, offset) => {
      const bytes = doublesToBytes(list);
      const moved = new Uint8Array(offset + bytes.length).subarray(offset);
      moved.set(bytes);
      expect(bytesToDoubles(moved)).toStrictEqual(list);
    }),
  );
});

test('doubles are little-endian', () => {
  expect([...doublesToBytes([1])]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
});

describe('lists that are stored as doubles', () => {
  test.each<[string, unknown[], boolean]>([
    ['fractions among integers', FRACTIONS, true],
    ['NaN among integers', [...FRACTIONS.slice(1), NaN], true],
    ['too few', FRACTIONS.slice(1), false],
    ['integers, which take fewer bytes as they are', [0, 1, 2, 3, 4, 5, 6, 7, -0], false],
    ['something else at the end', [...FRACTIONS, null], false],
    ['a bigint', [...FRACTIONS, 1n], false],
    ['a hole', Object.assign([...FRACTIONS], { length: 20 }), false],
  ])('%s', (_, list, expected) => {
    expect(isDoubles(list)).toBe(expected);
  });
});

test.each<[string, unknown]>([
  ['in lists', [FRACTIONS, [FRACTIONS, [-0, NaN, Infinity, ...FRACTIONS]]]],
  ['in objects', { a: { b: FRACTIONS } }],
  ['as members of a set', new Set(FRACTIONS)],
  ['as keys and values of a map', new Map(FRACTIONS.map((x) => [x, -x]))],
])('doubles %s', (_, value) => {
  const packed = packBytes(packable({ value }));
  expect(unpack(packed)).toStrictEqual({ value });
});

test('a list of doubles takes eight bytes for each', () => {
  const list = Array.from({ length: 100 }, (_, i) => i + 0.5);
  expect(packBytes(packable({ list })).length).toBeLessThan(8 * 100 + 16);
});

test('packing does not change lists of doubles, however short', () => {
  setFlagsFromString('--allow-natives-syntax');
  const hasDoubles = runInThisContext('(list) => %HasDoubleElements(list)') as (
    list: unknown,
  ) => boolean;
  for (let round = 0; round < 5; round++) {
    const lists = Array.from({ length: 20_000 }, (_, i) => [i + 0.5, i / 3, 1]);
    lists.forEach((list, i) => packable({ list, names: [`row ${i}`, null] }));
    expect(lists.every(hasDoubles)).toBe(true);
  }
});
