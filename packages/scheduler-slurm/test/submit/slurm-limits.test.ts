import { expect, test } from '@jest/globals';
import { checkArraySize, readLimits } from '../../src/submit/slurm-limits.ts';

const CONFIG = `MaxArraySize            = 1001
MaxDBDMsgs              = 20024
MaxJobCount             = 10000
MaxJobId                = 67043328`;

test('reads the limits from the configuration', () => {
  expect(readLimits(CONFIG)).toEqual({ maxArraySize: 1001, maxJobCount: 10_000 });
});

test('a configuration without them is an error', () => {
  expect(() => readLimits('ClusterName = c')).toThrow(
    expect.objectContaining({ code: 'PSYRUN_SCHEDULER' }),
  );
});

test('refuses an array that can never be queued, with a hint', () => {
  const limits = readLimits(CONFIG);
  expect(() => checkArraySize(10_000, limits, 't:process')).not.toThrow();
  expect(() => checkArraySize(10_001, limits, 't:process')).toThrow(
    'Slurm cannot take the 10001 jobs of t:process: it holds at most 10000 jobs. Set maxJobs',
  );
  expect(() => checkArraySize(1, { ...limits, maxArraySize: 0 }, 't:process')).toThrow(
    'it allows no job arrays',
  );
});
