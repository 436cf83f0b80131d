import { expect, test } from '@jest/globals';
import { KeySet } from '../../src/nodes/key-set.ts';

const of = (set: { has(key: string): boolean }) =>
  [...'abcdef'].filter((key) => set.has(key)).join('');

test('larger sets made from one set do not change it, nor each other', () => {
  const set = KeySet.of(['a', 'b']);
  const [one, other] = [set.with(['c']), set.with(['d', 'e'])];
  const later = [one.with(['f']), other.with(['f']), set.with(['f'])];
  expect([set, one, other, ...later].map(of)).toEqual([
    'ab',
    'abc',
    'abde',
    'abcf',
    'abdef',
    'abf',
  ]);
});
