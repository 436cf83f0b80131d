import { expect, test } from '@jest/globals';
import { rowTable } from '../../src/tables/row-table.ts';

test('numbers are aligned right, other values left', () => {
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

test('a value has at most 30 columns, and a line those of the terminal', () => {
  const [, long] = rowTable([{ text: '漢'.repeat(20) }], 80);
  expect(long).toBe(`'${'漢'.repeat(14)}…`);
  expect(rowTable([{ text: '漢'.repeat(20), n: 1 }], 10)).toEqual(['text', `'${'漢'.repeat(4)}`]);
});

test('there is no table without rows', () => {
  expect(rowTable([], 80)).toEqual([]);
});
