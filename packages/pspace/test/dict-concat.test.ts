import { expect, test } from '@jest/globals';
import { dictConcat } from '../src/index.ts';

test('rows become columns, with null for what they lack', () => {
  const row = JSON.parse('{"__proto__": 1}') as Record<string, unknown>;
  const table = dictConcat([{ a: 0, b: NaN }, { a: 1n, c: 'x' }, row]);
  expect(Object.entries(table)).toEqual([
    ['a', [0, 1n, null]],
    ['b', [NaN, null, null]],
    ['c', [null, 'x', null]],
    ['__proto__', [null, null, 1]],
  ]);
  expect(Object.keys(dictConcat([]))).toEqual([]);
});
