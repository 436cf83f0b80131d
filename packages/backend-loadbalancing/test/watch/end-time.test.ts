import { expect, test } from '@jest/globals';
import { endTime } from '../../src/watch/end-time.ts';

test('the time limit is that of Slurm, unless the user sets it', () => {
  expect(endTime({})).toBe(Infinity);
  expect(endTime({ SLURM_JOB_END_TIME: '1010' })).toBe(1_010_000);
  expect(endTime({ SLURM_JOB_END_TIME: '1010', PSYRUN_END_TIME: '' })).toBe(1_010_000);
  expect(endTime({ SLURM_JOB_END_TIME: '1010', PSYRUN_END_TIME: '1005.5' })).toBe(1_005_500);
});

test.each(['tomorrow', '2h', '2026-11-22T08:00:00'])('refuses an invalid time: %s', (text) => {
  expect(() => endTime({ PSYRUN_END_TIME: text })).toThrow(
    `The environment variable PSYRUN_END_TIME is "${text}", expected seconds since 1970. Set it, for example`,
  );
});
