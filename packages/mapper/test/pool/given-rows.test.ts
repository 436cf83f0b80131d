import { expect, test } from '@jest/globals';
import { GivenRows } from '../../src/pool/given-rows.ts';

const row = (index: number) => ({ index, row: { x: index } });

test('rows have ascending numbers, and are taken once', () => {
  const rows = new GivenRows();
  expect(rows.add([row(7), row(8)])).toBe(0);
  expect(rows.add([row(9)])).toBe(2);
  expect(rows.take(1)).toEqual(row(8));
  expect(rows.take(1)).toBeUndefined();
  expect(rows.all()).toEqual([row(7), row(9)]);
  expect([rows.size, rows.count]).toEqual([2, 3]);
});

test('rows that are returned count as never given', () => {
  const rows = new GivenRows();
  rows.add([row(1), row(2), row(3)]);
  expect(rows.takeBack(1, 1)).toEqual([row(2)]);
  expect(rows.takeBack(1, Infinity)).toEqual([row(3)]);
  expect([rows.size, rows.count]).toEqual([1, 1]);
});

test('the last batch is there alone when earlier rows have been taken', () => {
  const rows = new GivenRows();
  rows.add([row(1)]);
  rows.add([row(2)]);
  expect(rows.isInLastBatch).toBe(false);
  rows.take(0);
  expect(rows.isInLastBatch).toBe(true);
});
