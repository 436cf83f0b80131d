import { expect, test } from '@jest/globals';
import type { Table } from '@psyrun/core';
import { gridOf } from '../../src/netcdf/grid.ts';

const gridOfFactors = (...factors: Table[]) => gridOf({ factors, indices: () => [] });

test('parameters that vary are axes, those with one value are constants', () => {
  const grid = gridOfFactors(
    { radius: Float64Array.of(0.5, 1), method: ['fast', 'fast'] },
    { n: [10], exact: [true] },
    { trial: [0, 1, 2] },
  );
  expect([...grid!.axes]).toEqual([
    ['radius', Float64Array.of(0.5, 1)],
    ['trial', [0, 1, 2]],
  ]);
  expect([...grid!.constants]).toEqual([
    ['method', ['fast']],
    ['n', [10]],
    ['exact', [true]],
  ]);
});

test.each<[string, Table[]]>([
  ['two parameters that vary together', [{ a: [1, 2], b: [3, 4] }]],
  ['a value that occurs twice', [{ a: [1, 2, 1] }]],
  ['an integer twice, once as a bigint', [{ a: [1, 2, 1n] }]],
  ['NaN', [{ a: [1, NaN] }]],
  ['a missing value', [{ a: [1, null] }]],
  ['lists', [{ a: [[1], [2]] }]],
  ['equal rows', [{ a: [1, 1] }, { b: [1, 2] }]],
  ['one row', [{ a: [1] }]],
])('%s makes no grid', (_, factors) => {
  expect(gridOfFactors(...factors)).toBeUndefined();
});

test('a space that is no product makes no grid', () => {
  expect(gridOf(undefined)).toBeUndefined();
});
