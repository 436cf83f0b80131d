import { expect, test } from '@jest/globals';
import { isWellFormed } from '../../src/index.ts';

test.each([
  ['', true],
  ['plain', true],
  ['µ 😀', true],
  ['\u{10ffff}\uffff\u0000', true],
  ['\ud83d', false],
  ['\ude00 at the start', false],
  ['😀\ud83d', false],
  ['\ude00\ud83d', false],
])('%j: %s', (text, whole) => {
  expect(isWellFormed(text)).toBe(whole);
});
