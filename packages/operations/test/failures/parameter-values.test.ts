import { expect, test } from '@jest/globals';
import { ParameterValues } from '../../src/failures/parameter-values.ts';

const valuesOf = (list: readonly unknown[]) => {
  const values = new ParameterValues();
  for (const value of list) values.note(value);
  return values;
};

test('at most three different values are kept, by their identity, as they were last', () => {
  expect([...valuesOf([1, 1n, [1], [1], NaN, NaN]).few!.values()]).toEqual([1n, [1], NaN]);
  expect(valuesOf([1, 2, 3, 4, 1]).few).toBeUndefined();
});

test('bounds are those of all numbers, and none of other values', () => {
  expect(valuesOf([3, -1, 7, 5, 2])).toMatchObject({ areNumbers: true, least: -1, most: 7 });
  expect(valuesOf([3, 'a']).areNumbers).toBe(false);
  // Rows with NaN lack the parameter: there are no bounds.
  expect(valuesOf([3, NaN]).areNumbers).toBe(false);
});
