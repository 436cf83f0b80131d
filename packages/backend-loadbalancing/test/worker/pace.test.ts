import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Pace } from '../../src/worker/pace.ts';

test('a worthwhile chunk takes fifty times as long as its claim', () => {
  const milliseconds = fc.double({ min: 0.01, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(fc.array(milliseconds, { minLength: 1 }), milliseconds, (rows, claim) => {
      const pace = new Pace();
      rows.forEach((duration) => pace.rowEnded(duration));
      pace.claimed(claim);
      const mean = rows.reduce((sum, duration) => sum + duration, 0) / rows.length;
      expect(claim / (pace.worthwhile * mean)).toBeLessThanOrEqual(0.02 * (1 + 1e-9));
      expect((pace.worthwhile - 1) * mean).toBeLessThan(50 * claim * (1 + 1e-9));
    }),
  );
});

test('before a row has ended, one row is worthwhile, and any number fits', () => {
  const pace = new Pace();
  pace.claimed(5);
  expect(pace.worthwhile).toBe(1);
  expect(pace.fitting(1)).toBe(Infinity);
  expect(pace.fitting(0)).toBe(0);
});

test('fitting rows end in time even if one of them is as long as the longest so far', () => {
  const pace = new Pace();
  for (const duration of [10, 20, 60]) pace.rowEnded(duration);
  expect(pace.fitting(59)).toBe(0);
  expect(pace.fitting(60)).toBe(1);
  expect(pace.fitting(120)).toBe(3);
  expect(pace.fitting(-1)).toBe(0);
  expect(pace.fitting(Infinity)).toBe(Infinity);
});
