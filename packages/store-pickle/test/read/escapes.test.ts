import { expect, test } from '@jest/globals';
import { decodeEscapes } from '../../src/read/escapes.ts';

test.each([
  ['abc', 'abc'],
  ['\\u20ac \\U0001f600 \\xfc', '€ 😀 ü'],
  ['\\n\\t\\\\\\\'\\"', '\n\t\\\'"'],
  ['\\101\\0', 'A\0'],
  ['\\U00110000', '\\U00110000'],
])('%j', (literal, text) => {
  expect(decodeEscapes(literal)).toBe(text);
});
