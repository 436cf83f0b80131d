import { expect, test } from '@jest/globals';
import { canonicalRow } from '../../src/index.ts';
import { circleIn } from '../../src/identity/circular.ts';

const own: Record<string, unknown> = {};
own['self'] = own;
const list: unknown[] = [1];
list.push([list]);
const map = new Map<string, unknown>();
map.set('a', map);
const set = new Set<unknown>();
set.add([set]);

test.each<[string, unknown, string, string]>([
  ['an object', { y: own }, 'y.self', 'y'],
  ['the value itself', own, 'self', ''],
  ['a list', { y: list }, 'y[1][0]', 'y'],
  ['a map', { y: map }, 'y[…]', 'y'],
  ['a set', { y: set }, 'y[…][0]', 'y'],
])('%s that contains itself is found', (_, value, path, outer) => {
  expect(circleIn(value, 100)).toEqual({ path, outer });
});

test('a value that occurs twice, or is only deep, is not circular', () => {
  const twice = { a: 1 };
  expect(circleIn({ x: twice, y: [twice, twice] }, 100)).toBeUndefined();
  let deep: unknown = 1;
  for (let i = 0; i < 200; i++) deep = { a: deep, b: deep };
  expect(circleIn(deep, 100)).toBeUndefined();
});

test('the canonical form of a circular value is refused as such', () => {
  expect(() => canonicalRow({ y: own })).toThrow(
    'The value of "y" is of a kind that a row cannot hold: circular, as "y.self" is the same object',
  );
});
