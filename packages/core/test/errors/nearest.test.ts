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
