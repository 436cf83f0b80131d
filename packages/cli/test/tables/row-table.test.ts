import { expect, test } from '@jest/globals';
import { rowTable } from '../../src/tables/row-table.ts';

test('numbers end below each other, other values begin below each other', () => {
  const rows = [
    { stadt: '東京', n: 1, x: 0.1234567 },
    { stadt: 'Zürich', n: 10, x: 2 },
  ];
  expect(rowTable(rows, 80)).toEqual([
    'stadt      n         x',
    "'東京'     1  0.123457",
    "'Zürich'  10         2",
  ]);
});

test('a value takes at most thirty columns, and a line those of the terminal', () => {
  const [, long] = rowTable([{ text: '漢'.repeat(20) }], 80);
  expect(long).toBe(`'${'漢'.repeat(14)}…`);
  expect(rowTable([{ text: '漢'.repeat(20), n: 1 }], 10)).toEqual(['text', `'${'漢'.repeat(4)}`]);
});

test('of no rows there is no table', () => {
  expect(rowTable([], 80)).toEqual([]);
});
