import { expect, test } from '@jest/globals';
import { float, isScalar, type Row } from '@psyrun/core';
import { withIntegersOf } from '../../src/results/with-integers.ts';

const typed = (rows: readonly Row[]) => rows.map(({ x }) => isScalar(x) && x.dtype);

test('integers of files get their type beside floats, also beside floats of journals', () => {
  const rows = [{ x: 1 }, { x: 0.5 }, { x: 2 }, { y: 1 }, { x: float(3) }];
  expect(typed(withIntegersOf(rows, 2))).toEqual([false, false, 'int64', false, 'float64']);
  expect(withIntegersOf(rows, 2)[3]).toEqual({ y: 1 });
});

test('rows with integers or floats alone are the same rows', () => {
  const rows = [{ x: 1, y: 0.5 }, { x: 2 }];
  expect(withIntegersOf(rows, 0)).toBe(rows);
  const ofJournals = [{ x: 1 }, { x: 0.5 }];
  expect(withIntegersOf(ofJournals, 2)).toBe(ofJournals);
});
