import { expect, test } from '@jest/globals';
import { canonicalValue, isPickled, Pickled } from '../../src/index.ts';

test('a pickled value has the identity of what stands for it', () => {
  const pickled = new Pickled([1, 'a'], Uint8Array.of(1));
  expect(canonicalValue(pickled)).toBe(canonicalValue([1, 'a']));
  expect(JSON.stringify(pickled)).toBe('[1,"a"]');
  const day = new Date('2024-02-29');
  expect(JSON.stringify(new Pickled(day, Uint8Array.of(1)))).toBe(JSON.stringify(day));
});

test('pickled values are told from others', () => {
  const other = { value: 1, pickle: Uint8Array.of(1) };
  expect([new Pickled(1, Uint8Array.of()), other, null].map(isPickled)).toEqual([
    true,
    false,
    false,
  ]);
});
