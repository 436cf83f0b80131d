import { expect, test } from '@jest/globals';
import { concatTables } from '../../src/table/concat-tables.ts';
import { NdColumn } from '../../src/column/nd-column.ts';

test('missing columns are filled by the rule of the whole column', () => {
  const tables = [{ a: [1], s: ['x'] }, { a: [2, 3], n: [0.5, 1] }, {}];
  expect({ ...concatTables(tables) }).toEqual({
    a: [1, 2, 3],
    s: ['x', null, null],
    n: [NaN, 0.5, 1],
  });
});

test('an existing null stays, and makes the missing values null', () => {
  expect({ ...concatTables([{ a: [1] }, { b: [null, 2] }, { a: [3], b: [4] }]) }).toEqual({
    a: [1, NaN, NaN, 3],
    b: [null, null, 2, 4],
  });
});

test('a key of a table without rows is kept', () => {
  expect({ ...concatTables([{ a: [1] }, { b: [] }]) }).toEqual({ a: [1], b: [null] });
});

test('n-d columns become one n-d array for each row', () => {
  const column = new NdColumn([2, 2], Int32Array.of(1, 2, 3, 4));
  expect(concatTables([{ v: column }, { v: [[5, 6]] }])['v']).toEqual([
    { shape: [2], data: Int32Array.of(1, 2) },
    { shape: [2], data: Int32Array.of(3, 4) },
    [5, 6],
  ]);
});

test('a table with columns of unequal length is refused', () => {
  expect(() => concatTables([{ a: [1], b: [] }])).toThrow(
    expect.objectContaining({ code: 'PSYRUN_ARGUMENT' }),
  );
});
