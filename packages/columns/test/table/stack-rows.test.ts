import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ndArray, sizeOf } from '../../src/array/nd-array.ts';
import { stackRows } from '../../src/table/stack-rows.ts';

test('rows of one shape and type are laid one after the other', () => {
  const column = stackRows([Int32Array.of(1, 2), Int32Array.of(3, 4)]);
  expect(column.shape).toEqual([2, 2]);
  expect(column.data).toEqual(Int32Array.of(1, 2, 3, 4));
});

test('numbers and bigints make a column with one axis', () => {
  expect(stackRows([1, 2.5]).data).toEqual(Float64Array.of(1, 2.5));
  expect(stackRows([1n, 2n]).data).toEqual(BigInt64Array.of(1n, 2n));
  expect(stackRows([2n ** 64n - 1n]).data).toEqual(BigUint64Array.of(2n ** 64n - 1n));
});

test('ragged integers become floats, padded with NaN on every axis', () => {
  const column = stackRows([ndArray([1, 2], Int16Array.of(1, 2)), [[3], [4]], [[]]]);
  expect(column.shape).toEqual([3, 2, 2]);
  expect([...column.data]).toEqual([1, 2, NaN, NaN, 3, NaN, 4, NaN, NaN, NaN, NaN, NaN]);
});

test('ragged float32 stays float32', () => {
  expect(stackRows([Float32Array.of(1), Float32Array.of(2, 3)]).data).toEqual(
    Float32Array.of(1, NaN, 2, 3),
  );
});

test('no rows make an empty column', () => {
  expect(stackRows([]).shape).toEqual([0]);
});

describe('is refused, naming the row', () => {
  test.each([
    ['another number of axes', [[1], [[1]]]],
    ['a list that is not an n-d array', [[1], [[1], [2, 3]]]],
    ['a string', [1, 'x']],
    ['bytes', [[1], new Uint8Array(1)]],
    ['an integer that no float equals', [[0.5], [2n ** 53n + 1n]]],
  ])('%s', (_, rows) => {
    expect(() => stackRows(rows)).toThrow(
      expect.objectContaining({ code: 'PSYRUN_VALUE', fields: { row: 1 } }),
    );
  });
});

test('every element keeps its index; the other elements are NaN', () => {
  const rank = 3;
  const shapes = fc.array(
    fc.array(fc.integer({ min: 0, max: 3 }), { minLength: rank, maxLength: rank }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(shapes, (given) => {
      const rows = given.map((shape, row) =>
        ndArray(
          shape,
          Float64Array.from({ length: sizeOf(shape) }, (_, i) => 100 * row + i),
        ),
      );
      const column = stackRows(rows);
      const [, d0, d1, d2] = column.shape as [number, number, number, number];
      rows.forEach(({ shape, data }, row) => {
        for (let i = 0; i < d0; i++)
          for (let j = 0; j < d1; j++)
            for (let k = 0; k < d2; k++) {
              const inside = i < shape[0]! && j < shape[1]! && k < shape[2]!;
              const at = ((row * d0 + i) * d1 + j) * d2 + k;
              const there = (i * shape[1]! + j) * shape[2]! + k;
              expect(column.data[at]).toBe(inside ? data[there] : NaN);
            }
      });
    }),
  );
});
