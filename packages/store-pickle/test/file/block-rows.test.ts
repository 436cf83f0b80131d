import { expect, test } from '@jest/globals';
import { blockRows } from '../../src/file/block-rows.ts';
import { encodeRows, NOTHING } from '../../src/file/encode-rows.ts';

test.each([
  ['numbers', [[1]], 1024],
  ['no columns', [], 1024],
  ['a column that is not given', [undefined], 1024],
  ['vectors of 8 KB', [[new Float64Array(1024)]], 512],
  ['lists of lists', [[Array.from({ length: 100 }, () => new Array<number>(100).fill(0))]], 41],
  ['a row larger than a block', [[new Float64Array(1 << 20)]], 1],
  ['long strings', [['x'.repeat(1 << 16)]], 64],
])('%s', (_, columns, rows) => {
  expect(blockRows(columns, 0)).toBe(rows);
});

test('large rows are written in blocks of bounded size', () => {
  const rows = Array.from({ length: 40 }, () => new Float64Array(1 << 17));
  const sizes = Array.from(encodeRows({ v: rows }, NOTHING), ({ length }) => length);
  expect(Math.max(...sizes)).toBeLessThan(5 << 20);
  expect(sizes.filter((size) => size > 2).length).toBe(10);
});
