import { expect, test } from '@jest/globals';
import { endTime } from '../src/end-time.ts';

test('the time limit is that of Slurm, unless it is set by hand', () => {
  expect(endTime({})).toBe(Infinity);
  expect(endTime({ SLURM_JOB_END_TIME: '1010' })).toBe(1_010_000);
  expect(endTime({ SLURM_JOB_END_TIME: '1010', PSYRUN_END_TIME: '1005.5' })).toBe(1_005_500);
});
