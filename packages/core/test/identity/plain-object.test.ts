import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { isPlainObject } from '../../src/index.ts';

test.each<[string, unknown, boolean]>([
  ['an object literal', { a: 1 }, true],
  ['an object without a prototype', Object.create(null), true],
  ['an object of another realm', runInNewContext('({ a: 1 })'), true],
  ['an array', [], false],
  ['a date', new Date(0), false],
  ['a typed array', new Uint8Array(1), false],
  ['an instance of a class', new (class Point {})(), false],
  ['a function', () => 1, false],
  ['null', null, false],
  ['a string', 'a', false],
])('%s', (_, value, plain) => {
  expect(isPlainObject(value)).toBe(plain);
});
