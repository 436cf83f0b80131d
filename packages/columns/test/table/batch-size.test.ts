import { expect, test } from '@jest/globals';
import { batchSize } from '../../src/index.ts';

test('is the requested number, or some thousands', () => {
  expect(batchSize({ batch: 1 })).toBe(1);
  expect(batchSize({})).toBe(10_000);
});

test.each([0, -1, 1.5, NaN, Infinity])('%s is not a number of rows', (batch) => {
  expect(() => batchSize({ batch })).toThrow(/A batch of .* rows cannot be read/);
});
