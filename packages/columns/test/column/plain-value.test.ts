import { expect, test } from '@jest/globals';
import { float, Scalar } from '@psyrun/core';
import { plainRow, plainTable, plainValue } from '../../src/column/plain-value.ts';

test('numbers stand in place of typed numbers, wherever these are', () => {
  const value = {
    list: [0.5, float(1), [float(2)]],
    map: new Map<unknown, unknown>([[float(3), { in: new Scalar('int8', 4) }]]),
    set: new Set([float(5)]),
  };
  expect(plainValue(value)).toStrictEqual({
    list: [0.5, 1, [2]],
    map: new Map<unknown, unknown>([[3, { in: 4 }]]),
    set: new Set([5]),
  });
  expect(plainRow({ x: float(1), y: 'a' })).toStrictEqual({ x: 1, y: 'a' });
  expect({ ...plainTable({ x: [float(1), null], y: Int8Array.of(1) }) }).toStrictEqual({
    x: [1, null],
    y: Int8Array.of(1),
  });
});

test('a value without typed numbers is returned itself', () => {
  const values = [[1, [2]], { a: { b: [] } }, new Map([[1, {}]]), new Set([{}]), new Date(0), null];
  for (const value of values) expect(plainValue(value)).toBe(value);
});

test('a value that contains itself, many times over, comes to an end', () => {
  const list: unknown[] = [float(1)];
  list.push(list, list);
  expect((plainValue(list) as unknown[])[0]).toBe(1);
});

test('a value that is nested very deep is returned itself', () => {
  let deep: unknown = 'bottom';
  for (let i = 0; i < 100_000; i++) deep = i % 2 ? [deep] : { deep };
  expect(plainValue(deep)).toBe(deep);
});

test('a list of which most is empty is not looked through place by place', () => {
  const sparse: unknown[] = [];
  sparse[2 ** 32 - 2] = 'last';
  const outer = [sparse];
  expect(plainValue(outer)).toBe(outer);
  sparse[7] = float(1);
  const plain = plainValue(sparse) as unknown[];
  expect(Object.entries(plain)).toEqual([
    ['7', 1],
    [String(2 ** 32 - 2), 'last'],
  ]);
  expect(plain).toHaveLength(sparse.length);
});
