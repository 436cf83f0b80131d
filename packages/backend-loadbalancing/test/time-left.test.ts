import { expect, test } from '@jest/globals';
import { timeLeft } from '../src/time-left.ts';

test('the limit is that of Slurm unless another one is set', () => {
  const now = 1_700_000_000_000;
  expect(timeLeft({}, now)).toBe(Infinity);
  expect(timeLeft({ SLURM_JOB_END_TIME: '1700000090' }, now)).toBe(90_000);
  const both = { SLURM_JOB_END_TIME: '1700000090', PSYRUN_END_TIME: '1700000030' };
  expect(timeLeft(both, now)).toBe(30_000);
});
