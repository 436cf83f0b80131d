import { expect, test } from '@jest/globals';
import { runInNewContext } from 'node:vm';
import { isPlainObject } from '../../src/identity/plain-object.ts';

test.each<[string, unknown]>([
  ['an object literal', { a: 1 }],
  ['an object without a prototype', Object.create(null)],
  ['an object whose prototype has none', Object.create(Object.create(null) as object)],
  ['an object of another realm', runInNewContext('({ a: 1 })')],
])('%s is a plain object', (_name, value) => {
  expect(isPlainObject(value)).toBe(true);
});

test.each<[string, unknown]>([
  ['null', null],
  ['undefined', undefined],
  ['a string', 'a'],
  ['a number', 1],
  ['a function', () => 1],
  ['a list', []],
  ['a list of another realm', runInNewContext('[]')],
  ['a date', new Date()],
  ['a map', new Map()],
  ['an instance of a class', new (class {})()],
])('%s is no plain object', (_name, value) => {
  expect(isPlainObject(value)).toBe(false);
});
