import { expect, test } from '@jest/globals';
import { rowsOf } from '@psyrun/columns';
import fc from 'fast-check';
import { RowsByIndex } from '../../src/merge/rows-by-index.ts';

test('rows are in the order of their indices, added in any order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1000), { minLength: 1 }), (indices) => {
      const rows = new RowsByIndex([]);
      for (const index of indices) rows.add(index, { index, text: `row ${index}` });
      const sorted = [...indices].sort((a, b) => a - b);
      expect([...rowsOf(rows.table())]).toEqual(
        sorted.map((index) => ({ index, text: `row ${index}` })),
      );
    }),
  );
});

test('a key that a row does not have is missing in that row', () => {
  const rows = new RowsByIndex(['y']);
  rows.add(5, { x: 1, y: 0.5 });
  rows.add(2, { x: 2 });
  expect(rows.table()).toEqual({ y: [NaN, 0.5], x: [2, 1] });
});

test('without rows, the table has the first keys', () => {
  expect(new RowsByIndex(['x']).table()).toEqual({ x: [] });
});
