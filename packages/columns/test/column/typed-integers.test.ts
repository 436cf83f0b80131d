import { expect, test } from '@jest/globals';
import { float, isScalar, Scalar, type Row } from '@psyrun/core';
import {
  holdsFloat,
  holdsInteger,
  withIntegersOf,
  withTypedIntegers,
} from '../../src/column/typed-integers.ts';

const shown = (column: unknown) => JSON.stringify(column, (_, value) => value as unknown);

test('integers get their type, other values stay', () => {
  const one = new Scalar('float64', 1);
  const typed = withTypedIntegers([1, 2.5, one, -0, 'a']);
  expect(typed.map(isScalar)).toEqual([true, false, true, false, false]);
  expect((typed[0] as Scalar).dtype).toBe('int64');
  expect(typed[2]).toBe(one);
});

test('integers in lists and objects, too; arrays and complex numbers have their type', () => {
  const array = { shape: [1], data: Float64Array.of(1) };
  const complex = { re: 1, im: 0.5 };
  const deep = [[1, [2]], { a: 3, b: 0.5 }];
  const typed = withTypedIntegers([...deep, array, complex]);
  const [list, object] = typed as unknown as [[Scalar, [Scalar]], Record<string, unknown>];
  expect([list[0], list[1][0], object['a'], object['b']].map(isScalar)).toEqual([
    ...[true, true, true, false],
  ]);
  expect(shown(typed.slice(0, 2))).toBe(shown(deep));
  expect(typed.slice(2)).toEqual([array, complex]);
});

test('tells what a value holds', () => {
  const values = [1, 2.5, -0, [1, [0.5]], { a: 1 }, new Scalar('float64', 1), 'a', null, [[]]];
  expect(values.map(holdsFloat)).toEqual([...[0, 1, 1, 1, 0, 1, 0, 0, 0].map(Boolean)]);
  expect(values.map(holdsInteger)).toEqual([...[1, 0, 0, 1, 1, 0, 0, 0, 0].map(Boolean)]);
});

const typesOf = (rows: readonly Row[]) => rows.map(({ x }) => isScalar(x) && x.dtype);

test('integers of files get their type beside floats, also beside floats of journals', () => {
  const rows = [{ x: 1 }, { x: 0.5 }, { x: 2 }, { y: 1 }, { x: float(3) }];
  expect(typesOf(withIntegersOf(rows, 2))).toEqual([false, false, 'int64', false, 'float64']);
  expect(withIntegersOf(rows, 2)[3]).toEqual({ y: 1 });
});

test('rows with integers or floats alone are the same rows', () => {
  const rows = [{ x: 1, y: 0.5 }, { x: 2 }];
  expect(withIntegersOf(rows, 0)).toBe(rows);
  const ofJournals = [{ x: 1 }, { x: 0.5 }];
  expect(withIntegersOf(ofJournals, 2)).toBe(ofJournals);
});
