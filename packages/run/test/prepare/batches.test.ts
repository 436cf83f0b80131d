import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countBatches, splitRanges } from '../../src/prepare/batches.ts';
import { indicesIn, lengthOf, toRanges } from '@psyrun/pspace/internal';

/** Batch sizes of the Python original (reference behaviour: 10 rows in 4 batches → 2 2 3 3). */
function sizesOf(rows: number, maxJobs: number, minItems: number): number[] {
  const count = Math.min(maxJobs, Math.ceil(rows / minItems));
  const sizes: number[] = [];
  for (let left = rows, i = 0; i < count; i++) {
    const size = Math.min(left, Math.max(minItems, Math.floor(left / (count - i))));
    sizes.push(size);
    left -= size;
  }
  return sizes;
}

describe('the sizes of batches', () => {
  test.each([
    [8, 3, 1, [2, 3, 3]],
    [10, 4, 1, [2, 2, 3, 3]],
    [10, 4, 4, [4, 4, 2]],
    [5000, 100, 10, Array.from({ length: 100 }, () => 50)],
    [3, 100, 1, [1, 1, 1]],
    [0, 100, 1, []],
    [1, 1, 1000, [1]],
  ])('%i rows, at most %i jobs, at least %i rows: %p', (rows, maxJobs, minItems, expected) => {
    const batches = splitRanges(toRanges(Array(rows).keys()), { maxJobs, minItems });
    expect(batches.map(lengthOf)).toEqual(expected);
    expect(countBatches(rows, { maxJobs, minItems })).toBe(expected.length);
  });

  test('are those of the original for all numbers of rows, jobs and items', () => {
    const small = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.nat(300), small, small, (rows, maxJobs, minItems) => {
        const batches = splitRanges([[0, rows]], { maxJobs, minItems });
        expect(batches.map(lengthOf)).toEqual(sizesOf(rows, maxJobs, minItems));
      }),
      { numRuns: 500 },
    );
  });
});

test('batches have every row to evaluate once and in order, also with gaps', () => {
  const rows = fc
    .uniqueArray(fc.nat(200), { maxLength: 120 })
    .map((list) => list.sort((a, b) => a - b));
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 9 }),
      (todo, maxJobs, minItems) => {
        const batches = splitRanges(toRanges(todo), { maxJobs, minItems });
        expect(batches.flatMap((ranges) => [...indicesIn(ranges)])).toEqual(todo);
      },
    ),
    { numRuns: 500 },
  );
});

test('the number of ranges is minimal', () => {
  expect(toRanges([])).toEqual([]);
  expect(toRanges([3, 4, 5, 9, 11, 12])).toEqual([
    [3, 6],
    [9, 10],
    [11, 13],
  ]);
});
