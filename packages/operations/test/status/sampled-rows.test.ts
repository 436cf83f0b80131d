import { expect, test } from '@jest/globals';
import { isSampled, sampledIndices } from '../../src/status/sampled-rows.ts';

test('about one index of step is sampled, whatever the period of an axis is', () => {
  for (const period of [1, 10, 64, 100, 200]) {
    const values = Array.from({ length: 100_000 }, (_, i) => i).filter((i) => isSampled(i, 100));
    const inner = new Set(values.map((i) => i % period));
    expect(values.length).toBeGreaterThan(900);
    expect(values.length).toBeLessThan(1100);
    expect(inner.size).toBeGreaterThan(0.9 * period);
  }
});

test('indices of ranges are sampled in order, one of each part', () => {
  const ranges = [
    [5, 105],
    [1000, 1900],
  ] as const;
  const sample = [...sampledIndices(ranges, 100)];
  expect(sample).toHaveLength(100);
  expect(sample).toEqual([...sample].sort((a, b) => a - b));
  expect(sample.filter((i) => i < 105)).toHaveLength(10);
  expect(sample.every((i) => (i >= 5 && i < 105) || (i >= 1000 && i < 1900))).toBe(true);
  expect(new Set(sample.map((i) => i % 10)).size).toBe(10);
});

test('few rows are all taken', () => {
  expect([...sampledIndices([[2, 4], [7, 8]], 10)]).toEqual([2, 3, 7]); // prettier-ignore
  expect([...sampledIndices([], 10)]).toEqual([]);
});
