import { describe, expect, test } from '@jest/globals';
import { ndArray } from '../../src/array/nd-array.ts';
import { NdColumn } from '../../src/column/nd-column.ts';

describe('ndArray refuses', () => {
  test.each([[[2, 2]], [[-1, -3]], [[1.5, 2]]])('three elements in shape %p', (shape) => {
    expect(() => ndArray(shape, new Float64Array(3))).toThrow(
      expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }),
    );
  });
});

test('a row is a view of the column', () => {
  const column = new NdColumn([2, 2, 1], Float64Array.of(1, 2, 3, 4));
  const row = column.at(1) as { shape: number[]; data: Float64Array };
  expect(row).toEqual({ shape: [2, 1], data: Float64Array.of(3, 4) });
  row.data[0] = 7;
  expect(column.data[2]).toBe(7);
});

test('at counts from both ends and returns undefined outside', () => {
  const column = new NdColumn([3], Int8Array.of(1, 2, 3));
  expect([0, 2, -1, -3, 3, -4, 0.5].map((i) => column.at(i))).toEqual([
    1,
    3,
    3,
    1,
    undefined,
    undefined,
    undefined,
  ]);
});

test('iteration yields every row', () => {
  expect([...new NdColumn([2], BigInt64Array.of(1n, 2n))]).toEqual([1n, 2n]);
  expect([...new NdColumn([2, 0], new Float64Array(0))]).toHaveLength(2);
});

test('a column without an axis for the rows is refused', () => {
  expect(() => new NdColumn([], Float64Array.of(1))).toThrow(
    expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }),
  );
});

test('a row is found by its index too, and JSON has nested lists', () => {
  const column = new NdColumn([2, 2], Float64Array.of(1, 2, 3, 4));
  expect(column[1]).toEqual(column.at(1));
  expect(column[2]).toBeUndefined();
  expect(JSON.stringify({ column })).toBe('{"column":[[1,2],[3,4]]}');
});
