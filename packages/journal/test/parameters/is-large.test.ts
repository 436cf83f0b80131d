import { expect, test } from '@jest/globals';
import { isLarge } from '../../src/index.ts';

test.each<[string, (length: number) => unknown, number]>([
  ['characters', (length) => 'x'.repeat(length), 256],
  ['bytes', (length) => new Uint8Array(length), 256],
  ['numbers of an array', (length) => new Float64Array(length), 32],
  ['numbers in a list', (length) => Array.from({ length }, () => 0.5), 31],
  ['numbers in lists', (length) => ({ a: Array.from({ length }, () => [0.5]) }), 28],
  ['booleans', (length) => Array.from({ length }, () => true), 255],
])('a parameter of many %s is large', (_, make, most) => {
  expect(isLarge(make(most))).toBe(false);
  expect(isLarge(make(most + 1))).toBe(true);
});

test.each([[0.5], [null], [true], [10n ** 300n], [new Date(0)]])('%s is not large', (value) => {
  expect(isLarge(value)).toBe(false);
});
