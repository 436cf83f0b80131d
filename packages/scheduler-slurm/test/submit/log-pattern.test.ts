import { expect, test } from '@jest/globals';
import { logPattern } from '../../src/submit/log-pattern.ts';

test('percent signs of a path stay what they are', () => {
  expect(logPattern('/50%a/%j/t:split.log', undefined)).toBe('/50%%a/%%j/t:split.log');
});

test('the index of an array is what the task has, after the digits of the offset', () => {
  const log = '/100%/t:process:%a.log';
  expect(logPattern(log, { offset: 0, size: 1000 })).toBe('/100%%/t:process:%a.log');
  expect(logPattern(log, { offset: 12_000, size: 1000 })).toBe('/100%%/t:process:12%3a.log');
  expect(logPattern(log, { offset: 7, size: 1 })).toBe('/100%%/t:process:7.log');
});

test('a backslash, with which Slurm replaces nothing, is refused', () => {
  expect(() => logPattern('/a\\b/t.log', undefined)).toThrow(
    expect.objectContaining({ code: 'PSYRUN_SCHEDULER_ARGUMENT' }),
  );
});
