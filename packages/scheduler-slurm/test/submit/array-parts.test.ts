import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { arrayParts, partSize } from '../../src/submit/array-parts.ts';

test('an array that Slurm can hold is one job with unchanged indices', () => {
  expect(arrayParts([5, 0, 1000], 1001)).toEqual([{ offset: 0, tasks: [5, 0, 1000] }]);
  expect(arrayParts([1001], 1001)).toEqual([{ offset: 1000, tasks: [1] }]);
});

test('2,500 jobs with MaxArraySize 1001 are three jobs', () => {
  const parts = arrayParts(
    Array.from({ length: 2500 }, (_, i) => i),
    1001,
  );
  expect(parts.map(({ offset, tasks }) => [offset, tasks.length])).toEqual([
    [0, 1000],
    [1000, 1000],
    [2000, 500],
  ]);
});

test('each index is in one part, and no task exceeds the limit', () => {
  const indices = fc.uniqueArray(fc.nat(50_000), { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(indices, fc.integer({ min: 1, max: 20_000 }), (some, maxArraySize) => {
      const parts = arrayParts(some, maxArraySize);
      const all = parts.flatMap(({ offset, tasks }) => tasks.map((task) => offset + task));
      expect(all.toSorted((a, b) => a - b)).toEqual(some.toSorted((a, b) => a - b));
      expect(Math.max(...parts.flatMap(({ tasks }) => tasks))).toBeLessThan(maxArraySize);
      expect(parts.every(({ offset }) => offset % partSize(maxArraySize) === 0)).toBe(true);
    }),
  );
});

test.each([
  [1, 1],
  [9, 1],
  [10, 10],
  [11, 10],
  [1000, 1000],
  [1001, 1000],
  [10_000, 10_000],
])('MaxArraySize %d allows parts of %d', (maxArraySize, size) => {
  expect(partSize(maxArraySize)).toBe(size);
});
