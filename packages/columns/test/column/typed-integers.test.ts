import { expect, test } from '@jest/globals';
import { isScalar, Scalar } from '@psyrun/core';
import { holdsFloat, holdsInteger, withTypedIntegers } from '../../src/column/typed-integers.ts';

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
