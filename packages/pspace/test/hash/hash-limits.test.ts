import { expect, test } from '@jest/globals';
import { hashSpace, linspace, param } from '../../src/index.ts';

test('hashes of spaces at the limit of what is looked at never change', () => {
  const axis = (length: number) => param({ a: linspace(0, 1, length) });
  const list = Float64Array.from({ length: 2 ** 20 + 1 }, (_, i) => i % 3);
  expect(hashSpace(axis(2 ** 20))).toBe('8017da48b4b289b63768a814f6e400d7');
  expect(hashSpace(axis(2 ** 20 + 1))).toBe('7d9c761a1c0a99a5f01f124d8c00a0f4');
  expect(hashSpace(param({ a: list }))).toBe('df96a7e4ad5f2afa43821b7b63fd626f');
  expect(hashSpace(axis(2 ** 20).shuffle(1))).toBe('8e37cd9cbf7badb417f17ef758cb86f7');
  expect(hashSpace(axis(2 ** 20 + 1).shuffle(1))).toBe('518d1b8f2de7b58f5f8ce24bf072e13b');
});
