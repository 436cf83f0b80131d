import { expect, test } from '@jest/globals';
import { commonRanges, indicesIn, isRanges, toRanges, type Range } from '../src/ranges.ts';

test('ranges in common are those of the indices in both lists', () => {
  const random = (seed: number) => [...Array(12).keys()].filter((i) => ((seed >> i) & 1) === 1);
  for (let seed = 0; seed < 4096; seed += 37) {
    const [a, b] = [random(seed), random((seed * 7919) % 4096)] as const;
    const common = commonRanges(toRanges(a), toRanges(b));
    expect([...indicesIn(common)]).toEqual(a.filter((i) => b.includes(i)));
    expect(isRanges(common)).toBe(true);
  }
});

test.each<[Range[], Range[], Range[]]>([
  [[], [[0, 1]], []],
  [[[0, 5]], [[5, 6]], []],
  [
    [
      [0, 5],
      [7, 9],
    ],
    [[3, 8]],
    [
      [3, 5],
      [7, 8],
    ],
  ],
])('%j and %j have %j in common', (a, b, common) => {
  expect(commonRanges(a, b)).toEqual(common);
  expect(commonRanges(b, a)).toEqual(common);
});
