import { expect, test } from '@jest/globals';
import { paddedLists } from '../../src/packed/padded-lists.ts';

const NAN = { re: NaN, im: 0 };

test.each([
  [
    'strings',
    [['a'], ['b', 'c'], []],
    [
      ['a', ''],
      ['b', 'c'],
      ['', ''],
    ],
  ],
  [
    'lists of strings',
    [
      [['a']],
      [
        ['b', 'c'],
        ['d', 'e'],
      ],
    ],
    [
      [
        ['a', ''],
        ['', ''],
      ],
      [
        ['b', 'c'],
        ['d', 'e'],
      ],
    ],
  ],
  [
    'complex numbers',
    [[{ re: 1, im: 2 }], [3, 4]],
    [
      [{ re: 1, im: 2 }, NAN],
      [3, 4],
    ],
  ],
])('shorter lists of %s are filled up', (_, lists, filled) => {
  expect(paddedLists(lists)).toEqual(filled);
});

const circular: unknown[] = [];
circular.push(circular);
const shared = Array.from({ length: 60 }).reduce<unknown>((inner) => [inner, inner], 'a');

test.each([
  ['strings and lists', [['a'], 'b']],
  ['booleans', [[true], [true, false]]],
  ['numbers', [[1], [1, 2]]],
  ['several kinds', [['a'], [1, 2]]],
  ['another number of axes', [['a'], [['b']]]],
  ['lists of different lengths beside each other', [[['a'], ['b', 'c']]]],
  ['a list in itself', [circular]],
  ['lists that occur in each other very often', [shared]],
])('a column with %s stays as it is', (_, column) => {
  expect(paddedLists(column)).toBe(column);
});
