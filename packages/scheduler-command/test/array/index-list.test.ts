import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readIndexList, writeIndexList } from '../../src/array/index-list.ts';

const indices = fc.uniqueArray(fc.nat(5000), { minLength: 1, maxLength: 300 });

test('a written list reads as the same indices in ascending order', () => {
  fc.assert(
    fc.property(indices, (some) => {
      expect(readIndexList(writeIndexList(some))).toEqual(some.toSorted((a, b) => a - b));
    }),
  );
});

test('a dense list is one range, a sparse one has no range', () => {
  expect(writeIndexList(Array.from({ length: 1000 }, (_, i) => i))).toBe('0-999');
  expect(writeIndexList([4, 0, 2])).toBe('0,2,4');
  expect(writeIndexList([7])).toBe('7');
});

describe('forms that Slurm prints', () => {
  test.each([
    ['2-9%2', [2, 3, 4, 5, 6, 7, 8, 9]],
    ['5', [5]],
    ['1,3-5,9', [1, 3, 4, 5, 9]],
    ['1-9:3', [1, 4, 7]],
    ['2-3,5,8-9%2', [2, 3, 5, 8, 9]],
  ])('%s', (text, expected) => {
    expect(readIndexList(text)).toEqual(expected);
  });

  test.each(['', '1,4,...', '1,4,9,', '1-', 'a', '1-9:0', '0-99999999', '1 2'])(
    'not a list: %j',
    (text) => {
      expect(readIndexList(text)).toBeUndefined();
    },
  );
});
