import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endedJobs } from '../../src/status/sacct.ts';

/** Output of Slurm 22.05 for `sacct -n -P -X -o jobid,state`. */
const PRINTED = `1|COMPLETED
3_0|FAILED
4_[5-6]|PENDING
5|RUNNING
114_[0-2]|CANCELLED by 0
160|TIMEOUT
17|OUT_OF_MEMORY
18|NODE_FAIL
19|REQUEUED`;

test('returns ended jobs with their state, and ignores others', () => {
  expect([...endedJobs(PRINTED)]).toEqual([
    ['1', { state: 'done', reason: 'COMPLETED' }],
    ['3_0', { state: 'failed', reason: 'FAILED' }],
    ['114_0', { state: 'failed', reason: 'CANCELLED' }],
    ['114_1', { state: 'failed', reason: 'CANCELLED' }],
    ['114_2', { state: 'failed', reason: 'CANCELLED' }],
    ['160', { state: 'failed', reason: 'TIMEOUT' }],
    ['17', { state: 'failed', reason: 'OUT_OF_MEMORY' }],
    ['18', { state: 'failed', reason: 'NODE_FAIL' }],
  ]);
});

test('reads any output without an error', () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^[\d_[\]|,A-Z+ \n-]{0,80}$/), (some, other) => {
      expect(endedJobs(`${some}\n${other}`)).toBeInstanceOf(Map);
    }),
    { numRuns: 500 },
  );
});
