import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chunkSize } from '../../src/worker/chunk-size.ts';
import {
  DISTRIBUTIONS,
  durationsOf,
  guided,
  listSchedule,
  makespan,
  staticBatches,
} from '../simulation/makespan.ts';

const needs = fc.record({
  remaining: fc.integer({ min: 1, max: 1e9 }),
  workers: fc.integer({ min: 1, max: 5000 }),
  worthwhile: fc.integer({ min: 1, max: 1e9 }),
});

test('a chunk has at least one row, and leaves rows for the other workers', () => {
  fc.assert(
    fc.property(needs, ({ remaining, workers, worthwhile }) => {
      const size = chunkSize({ remaining, workers, worthwhile });
      expect(Number.isInteger(size)).toBe(true);
      expect(size).toBeGreaterThanOrEqual(1);
      expect(size).toBeLessThanOrEqual(Math.ceil(remaining / (2 * workers)));
    }),
  );
});

test('the number of chunks grows with the workers and the logarithm of the rows', () => {
  const chunks = (rows: number, workers: number) => {
    let count = 0;
    for (let left = rows; left > 0; left -= guided(workers)(left)) count++;
    return count;
  };
  for (const [rows, workers] of [
    [1e6, 4],
    [1e6, 1000],
    [1e5, 1000],
  ] as const) {
    const parts = Math.max(16 * workers, 1024);
    const bound = parts * (Math.log(Math.max(rows / parts, 1)) + 2);
    expect(chunks(rows, workers)).toBeLessThan(bound);
  }
});

test('batches of one size, for comparison, can take a fifth longer', () => {
  const ratios = [1, 2, 3, 4, 5].map((seed) => {
    const durations = durationsOf('log-normal, sigma 1', 10_000, seed);
    const ideal = makespan(durations, 100, listSchedule);
    return makespan(durations, 100, staticBatches(10_000, 100)) / ideal;
  });
  expect(Math.max(...ratios)).toBeGreaterThan(1.2);
});

describe.each(Object.keys(DISTRIBUTIONS))('rows with durations of %s', (distribution) => {
  test.each([
    [100_000, 1000, 3],
    [10_000, 100, 20],
    [1000, 8, 100],
  ])('%i rows and %i workers end within 5 %% of the ideal, %i times', (rows, workers, times) => {
    for (let seed = 1; seed <= times; seed++) {
      const durations = durationsOf(distribution, rows, seed);
      const ideal = makespan(durations, workers, listSchedule);
      const ours = makespan(durations, workers, guided(workers));
      expect(ours / ideal).toBeLessThan(1.05);
    }
  });
});
