import { expect, test } from '@jest/globals';
import { sameOutput } from '../documents/same-output.ts';

test.each([
  ['a\nb', 'a\nb\n'],
  ['a  \n', 'a'],
  ['… rows/s', '5480.5 rows/s'],
  ['a\n…\nc', 'a\nc'],
  ['a\n…\nc', 'a\nb\nb\nc\n'],
  ['…', ''],
  ['[##..] (x) a.b', '[##..] (x) a.b'],
])('%j shows %j', (shown, printed) => {
  expect(sameOutput(shown, printed)).toBe(true);
});

test.each([
  ['a', 'b'],
  ['a', 'a\nb'],
  ['a\nb', 'a'],
  ['', 'a'],
  ['a.c', 'abc'],
  ['a … c', 'a b d'],
  ['a\n…\nc', 'a\nb'],
])('%j does not show %j', (shown, printed) => {
  expect(sameOutput(shown, printed)).toBe(false);
});
