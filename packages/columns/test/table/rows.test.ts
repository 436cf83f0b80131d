import { describe, expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { rowCount, rowOf, rowsOf } from '../../src/table/rows.ts';

const table = { a: [1, 2, 3], b: Float64Array.of(4, 5, 6) };

test('rowCount is the length of the columns, or 0 without columns', () => {
  expect(rowCount(table)).toBe(3);
  expect(rowCount({})).toBe(0);
});

test('columns of unequal length are refused by name', () => {
  const unequal = { a: [1], b: [1, 2] };
  expect(() => rowCount(unequal)).toThrow(
    expect.objectContaining({ code: 'PSYRUN_ARGUMENT', fields: { key: 'b' } }),
  );
  expect(() => [...rowsOf(unequal)]).toThrow('Column "b" has 2 rows');
});

test('rowOf counts from either end', () => {
  expect(rowOf(table, 0)).toEqual({ a: 1, b: 4 });
  expect(rowOf(table, -3)).toEqual({ a: 1, b: 4 });
  expect(rowOf(table, -1)).toEqual({ a: 3, b: 6 });
});

describe('outside of the rows', () => {
  test.each([3, -4, 0.5, NaN])('%p', (index) => {
    expect(() => rowOf(table, index)).toThrow(
      expect.objectContaining({ code: 'PSYRUN_OUT_OF_RANGE' }),
    );
  });

  test('for a table without rows, the message offers no row', () => {
    expect(() => rowOf({ a: [] }, -1)).toThrow(
      expect.objectContaining({ message: 'There is no row -1 in 0 rows.' }),
    );
  });
});

test.each<[unknown, string]>([
  [undefined, 'A table'],
  [[{ a: 1 }], 'A table'],
  [new Map([['a', [1]]]), 'A table'],
  [{ a: 5 }, 'Column "a"'],
  [{ a: [1], b: null }, 'Column "b"'],
  [{ a: new Set([1]) }, 'Column "a"'],
])('%p is not a table', (none, what) => {
  expect(() => rowCount(none as Table)).toThrow(
    expect.objectContaining({
      code: 'PSYRUN_ARGUMENT',
      message: `${what} is not what it should be. A table is an object with a list, a typed array or an n-d column for each key.`,
    }),
  );
});

test('rowsOf yields all rows in order', () => {
  expect([...rowsOf(table)]).toEqual([
    { a: 1, b: 4 },
    { a: 2, b: 5 },
    { a: 3, b: 6 },
  ]);
});
