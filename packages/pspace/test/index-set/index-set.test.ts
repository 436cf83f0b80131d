import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { freezeIndexSet, thawIndexSet } from '../../src/frozen/freeze-index-set.ts';
import { Bitmap } from '../../src/index-set/bitmap.ts';
import { IndexSetBuilder } from '../../src/index-set/index-set-builder.ts';
import type { IndexSet } from '../../src/index-set/index-set.ts';
import { RunSet } from '../../src/index-set/run-set.ts';

function built(universe: number, indices: readonly number[]): IndexSet {
  const builder = new IndexSetBuilder(universe);
  indices.forEach((index) => builder.add(index));
  return builder.build();
}

/** Members and what the set says of them and of their neighbours. */
function shown(set: IndexSet, near: readonly number[]): unknown {
  return {
    members: Array.from({ length: set.size }, (_, position) => set.select(position)),
    has: near.map((index) => set.has(index)),
    ranks: near.map((index) => set.rank(index)),
    runs: [...set.runs()].flatMap(([start, n]) => Array.from({ length: n }, (_, i) => start + i)),
  };
}

function expected(members: readonly number[], near: readonly number[]): unknown {
  return {
    members,
    has: near.map((index) => members.includes(index)),
    ranks: near.map((index) => members.filter((member) => member < index).length),
    runs: members,
  };
}

const cases = fc.integer({ min: 1, max: 700 }).chain((universe) =>
  fc.record({
    universe: fc.constant(universe),
    indices: fc.array(fc.nat({ max: universe - 1 }), { maxLength: 120 }),
  }),
);

test('a set of indices is that set, its complement the others, frozen or not', () => {
  fc.assert(
    fc.property(cases, ({ universe, indices }) => {
      const set = built(universe, indices);
      const all = Array.from({ length: universe }, (_, index) => index);
      const members = all.filter((index) => indices.includes(index));
      const others = all.filter((index) => !indices.includes(index));
      expect(shown(set, all)).toEqual(expected(members, all));
      expect(shown(set.complement(), all)).toEqual(expected(others, all));
      expect(shown(thawIndexSet(freezeIndexSet(set))!, all)).toEqual(expected(members, all));
      expect(shown(thawIndexSet(freezeIndexSet(set.complement()))!, all)).toEqual(
        expected(others, all),
      );
    }),
    { numRuns: 150 },
  );
});

test('few indices of a large universe are runs, many are a bitmap', () => {
  expect(built(2 ** 53, [5, 2 ** 53 - 1, 6, 5])).toBeInstanceOf(RunSet);
  expect(built(100, [1, 2, 3])).toBeInstanceOf(Bitmap);
});

test('a universe of 2^53 is counted exactly', () => {
  const rest = built(2 ** 53, [0, 7, 2 ** 53 - 1]).complement();
  expect(rest.size).toBe(2 ** 53 - 3);
  expect(rest.select(rest.size - 1)).toBe(2 ** 53 - 2);
  expect(rest.rank(2 ** 53 - 2)).toBe(2 ** 53 - 4);
  expect(freezeIndexSet(rest)).toEqual({ universe: 2 ** 53, runs: 'AQYB9////////w8=' });
});

test('what cannot be kept is refused before the memory is full', () => {
  const builder = new IndexSetBuilder(2 ** 40);
  expect(() => {
    for (let i = 0; i < 2 ** 27; i++) builder.add(2 * i);
  }).toThrow(expect.objectContaining({ code: 'PSYRUN_SPACE_TOO_LARGE' }));
});

describe('a damaged set is told from a good one', () => {
  test.each([
    ['no base64', { universe: 8, runs: '*' }],
    ['an index too large', { universe: 8, runs: 'AAk=' }],
    ['a gap without a run', { universe: 8, runs: 'AQ==' }],
    ['a number without an end', { universe: 8, runs: 'gA==' }],
    ['an empty run', { universe: 8, runs: 'AQA=' }],
    ['too few bits', { universe: 64, bits: 'AAAAAA==' }],
    ['a bit beyond the universe', { universe: 8, bits: 'AAEAAA==' }],
  ])('%s', (_, frozen) => {
    expect(thawIndexSet(frozen)).toBeUndefined();
  });
});
