import { expect, test } from '@jest/globals';
import { fitLayout } from '../../src/packed/fit-layout.ts';
import type { Layout } from '../../src/packed/layout.ts';
import { packColumn } from '../../src/packed/pack-column.ts';

const layout = (rowShape: number[], kind: Layout['kind'] = 'number'): Layout => ({
  ...(kind === 'number' && { dtype: 'float64' }),
  ...{ kind, rowShape, of: 'others' },
});

test('shorter rows are filled up, along each axis', () => {
  const { data } = fitLayout(packColumn('x', [[[1, 2]], [[3, 4]]]), layout([2, 3]))!;
  expect([...data]).toEqual([1, 2, NaN, NaN, NaN, NaN, 3, 4, NaN, NaN, NaN, NaN]);
  const texts = fitLayout(packColumn('s', [['a'], ['b']]), layout([2], 'string'))!;
  expect(texts.data).toEqual(['a', '', 'b', '']);
  const pairs = fitLayout(packColumn('c', [[{ re: 1, im: 2 }]]), layout([2], 'complex'))!;
  expect([...pairs.data]).toEqual([1, 2, NaN, 0]);
});

test('rows without a value are NaN of any shape', () => {
  const { shape, data } = fitLayout(packColumn('x', [null, null]), layout([2]))!;
  expect([shape, [...data]]).toEqual([
    [2, 2],
    [NaN, NaN, NaN, NaN],
  ]);
});

test('what does not fit is undefined', () => {
  expect(fitLayout(packColumn('x', [[1, 2]]), layout([1]))).toBeUndefined();
  expect(fitLayout(packColumn('x', [[[1]]]), layout([1]))).toBeUndefined();
  expect(fitLayout(packColumn('x', ['a']), layout([]))).toBeUndefined();
});
