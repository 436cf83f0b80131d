import { expect, test } from '@jest/globals';
import type { Row } from '@psyrun/core';
import { joinedRow } from '../../src/row/joined-row.ts';

test('joins the values of both rows; the second one wins for a shared key', () => {
  const row = { a: 1, b: 2 };
  const added = { b: 3, c: 4 };
  expect(joinedRow(row, added)).toEqual({ a: 1, b: 3, c: 4 });
  expect([row, added]).toEqual([
    { a: 1, b: 2 },
    { b: 3, c: 4 },
  ]);
});

test.each([
  ['first', '{"__proto__": {"x": 1}}', '{"y": 2}'],
  ['second', '{"y": 2}', '{"__proto__": {"x": 1}}'],
])('a key __proto__ in the %s is treated like any other key', (_, first, second) => {
  const joined = joinedRow(JSON.parse(first) as Row, JSON.parse(second) as Row);
  expect(Object.getPrototypeOf(joined)).toBe(Object.prototype);
  expect(Object.entries(joined)).toEqual(expect.arrayContaining([['__proto__', { x: 1 }]]));
  expect(joined['y']).toBe(2);
});
