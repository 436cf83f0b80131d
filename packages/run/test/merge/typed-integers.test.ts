import { expect, test } from '@jest/globals';
import { isScalar, Scalar, type Table } from '@psyrun/core';
import { withTypedIntegers } from '../../src/merge/typed-integers.ts';

const shown = (table: Table) => JSON.stringify(table, (_, value) => value as unknown);

test('integers beside floats get their type, other columns stay as they are', () => {
  const one = new Scalar('float64', 1);
  const table = { mixed: [1, 2.5], whole: [1, 2], floats: [0.5, -0], typed: [1, one], text: ['a'] };
  const typed = withTypedIntegers(table);
  expect(Array.from(typed['mixed']!, isScalar)).toEqual([true, false]);
  expect((typed['mixed']!.at(0) as Scalar).dtype).toBe('int64');
  expect(Array.from(typed['typed']!, isScalar)).toEqual([true, true]);
  for (const key of ['whole', 'floats', 'text'] as const) expect(typed[key]).toBe(table[key]);
});

test('integers in lists and objects, too; arrays and complex numbers have their type', () => {
  const array = { shape: [1], data: Float64Array.of(1) };
  const complex = { re: 1, im: 0.5 };
  const table = { deep: [[1, [2]], { a: 3, b: 0.5 }], array: [array, 1], complex: [complex, 1] };
  const typed = withTypedIntegers(table);
  const [list, object] = typed['deep'] as unknown as [[Scalar, [Scalar]], Record<string, unknown>];
  expect([list[0], list[1][0], object['a'], object['b']].map(isScalar)).toEqual([
    ...[true, true, true, false],
  ]);
  expect(shown(typed)).toBe(shown(table));
  expect(typed['array']).toBe(table.array);
  expect(typed['complex']).toBe(table.complex);
});
