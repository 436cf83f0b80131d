import { expect, test } from '@jest/globals';
import { logPattern } from '../../src/submit/log-pattern.ts';

test('percent signs of a path are escaped', () => {
  expect(logPattern('/50%a/%j/t:split.log', undefined)).toBe('/50%%a/%%j/t:split.log');
});

test('the index in the array is the digits of the offset and then the index of the task', () => {
  const log = '/100%/t:process:%a.log';
  expect(logPattern(log, { offset: 0, size: 1000 })).toBe('/100%%/t:process:%a.log');
  expect(logPattern(log, { offset: 12_000, size: 1000 })).toBe('/100%%/t:process:12%3a.log');
  expect(logPattern(log, { offset: 7, size: 1 })).toBe('/100%%/t:process:7.log');
});

test('refuses a backslash, with which Slurm would replace nothing', () => {
  expect(() => logPattern('/a\\b/t.log', undefined)).toThrow(
    expect.objectContaining({ code: 'PSYRUN_SCHEDULER_ARGUMENT' }),
  );
});
