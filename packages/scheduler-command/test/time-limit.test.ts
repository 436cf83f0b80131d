import { describe, expect, test } from '@jest/globals';
import { secondsOf, timeLimit } from '../src/time-limit.ts';

const plain = timeLimit(String);

test.each([
  ['1h', 3600],
  ['15m', 900],
  ['90s', 90],
  ['2d', 172_800],
  ['1h30m', 5400],
  ['1.5h', 5400],
  ['1H', 3600],
  [30, 1800],
  ['30', 1800],
  ['10:30', 630],
  ['1:30:00', 5400],
  ['1-12', 129_600],
  ['1-12:30', 131_400],
  ['1-12:30:01', 131_401],
  ['1.5s', 2],
  ['UNLIMITED', Infinity],
])('%s is %d seconds', (written, seconds) => {
  expect(secondsOf(written)).toBe(seconds);
});

describe('refused', () => {
  test.each(['', 'soon', '1w', 'h', '-5', '0', '0m', '1h 30m', '1:2:3:4', '1-', null, {}, true])(
    '%j',
    (written) => {
      expect(secondsOf(written)).toBeUndefined();
      expect(plain.write(written)).toBeUndefined();
    },
  );
});

test('writes seconds in the form of a scheduler', () => {
  expect(timeLimit((seconds) => `h_rt=${seconds}`).write('1h30m')).toBe('h_rt=5400');
  expect(plain.write('infinite')).toBe('Infinity');
});
