import { expect, test } from '@jest/globals';
import { canonicalValue, float, isScalar, rowId, Scalar } from '../../src/index.ts';

test('a typed number is its number in arithmetic, in JSON and in the identity of a row', () => {
  const one = float(1);
  expect([Number(one) + 1, JSON.stringify([one]), String(one)]).toEqual([2, '[1]', '1']);
  expect(canonicalValue([float(1), float(0.5), float(-0)])).toBe(canonicalValue([1, 0.5, 0]));
  expect(rowId({ x: float(1) })).toBe(rowId({ x: 1n }));
});

test('a typed number does not change', () => {
  expect(() => Object.assign(float(1), { value: 2 })).toThrow(TypeError);
});

test('typed numbers are told from other values, also from their copies without a class', () => {
  const values = [float(1), new Scalar('int8', 1), { ...float(1) }, 1, null, 'a'];
  expect(values.map(isScalar)).toEqual([true, true, false, false, false, false]);
});

test('only numbers become floats', () => {
  expect(() => float('1' as never)).toThrow(/takes a number, and got a string/);
});
