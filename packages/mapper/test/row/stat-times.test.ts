import { expect, test } from '@jest/globals';
import { statTimes } from '../../src/row/stat-times.ts';

test('times of a process are found behind a name with blanks and parentheses', () => {
  const line = '7 (a) b (c) R 1 7 7 0 -1 4194304 3794 0 0 0 12 4 40 2 20 0 11 0 1355609';
  expect(statTimes(line)).toEqual({ own: 160, children: 420 });
  expect(statTimes('')).toEqual({ own: 0, children: 0 });
});
