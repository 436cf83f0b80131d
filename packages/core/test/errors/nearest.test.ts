import { expect, test } from '@jest/globals';
import { nearest } from '../../src/errors/nearest.ts';

test('a mistyped word stands for the known word with the fewest changes', () => {
  expect(nearest('timelimti', ['memory', 'timelimit'])).toBe('timelimit');
});

test('case and separators do not count', () => {
  expect(nearest('memory_per-cpu', ['memory', 'memoryPerCpu'])).toBe('memoryPerCpu');
});

test('a word that is unlike every known one stands for none', () => {
  expect(nearest('banana', ['memory', 'timelimit'])).toBeUndefined();
  expect(nearest('banana', [])).toBeUndefined();
});

test.each([
  ['the nearest one, which comes first', 'circel', ['circle', 'square'], 'circle'],
  ['the nearest one, which comes last', 'circl', ['circus', 'circle'], 'circle'],
  ['the first of two that are equally near', 'abcx', ['abca', 'abcb'], 'abca'],
  ['one that differs in its last letter only', 'abcb', ['abca', 'abcb'], 'abcb'],
  ['one of three letters with one changed', 'abx', ['abc'], 'abc'],
  ['none of two letters with one changed', 'ax', ['ab'], undefined],
  ['one that is shorter, by the length of the longer', 'abcdef', ['abcxe'], 'abcxe'],
  ['one that is longer, by the length of the longer', 'abcxe', ['abcdef'], 'abcdef'],
  ['none, for separators do not count as letters', 'ab', ['a-b_c.d e'], undefined],
])('for a mistyped word it gives %s', (_name, word, known, found) => {
  expect(nearest(word, known)).toBe(found);
});
