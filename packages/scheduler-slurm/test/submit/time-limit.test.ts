import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { minutesOf, timeLimit } from '../../src/submit/time-limit.ts';

test.each([
  ['1h', 60],
  ['15m', 15],
  ['90s', 2],
  ['2d', 2880],
  ['1h30m', 90],
  ['1.5h', 90],
  ['1H', 60],
  [30, 30],
  ['30', 30],
  ['10:30', 11],
  ['1:30:00', 90],
  ['1-12', 2160],
  ['1-12:30', 2190],
  ['1-12:30:01', 2191],
  ['UNLIMITED', Infinity],
])('%s is %d minutes', (written, minutes) => {
  expect(minutesOf(written)).toBe(minutes);
});

describe('refused', () => {
  test.each(['', 'soon', '1w', 'h', '-5', '0', '0m', '1h 30m', '1:2:3:4', '1-', null, {}, true])(
    '%j',
    (written) => {
      expect(minutesOf(written)).toBeUndefined();
      expect(timeLimit.write(written)).toBeUndefined();
    },
  );
});

test('writes integer minutes and rounds up', () => {
  fc.assert(
    fc.property(fc.nat(99), fc.nat(99), fc.integer({ min: 1, max: 99 }), (h, m, s) => {
      const written = Number(timeLimit.write(`${h}h${m}m${s}s`));
      expect(Number.isInteger(written)).toBe(true);
      expect(written * 60).toBeGreaterThanOrEqual(h * 3600 + m * 60 + s);
      expect(written * 60).toBeLessThan(h * 3600 + m * 60 + s + 60);
    }),
  );
  expect(timeLimit.write('unlimited')).toBe('UNLIMITED');
});
