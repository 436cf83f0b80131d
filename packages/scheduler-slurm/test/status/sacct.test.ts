import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { accountingReport } from '../../src/status/sacct.ts';

/** Output of Slurm 22.05 for `sacct -n -P -X -o jobid,state,submit,jobname,comment`. */
const PRINTED = `1|COMPLETED
3_0|FAILED
4_[5-6]|PENDING
5|RUNNING
114_[0-2]|CANCELLED by 0
160|TIMEOUT
17|OUT_OF_MEMORY
18|NODE_FAIL
19|REQUEUED`.replace(/$/gm, '|2026-11-21T20:52:39|t|');

test('returns the state and the time of submission of each job', () => {
  const states = [...accountingReport(PRINTED)].map(([id, { state, reason }]) => [
    id,
    state,
    reason,
  ]);
  expect(states).toEqual([
    ['1', 'done', 'COMPLETED'],
    ['3_0', 'failed', 'FAILED'],
    ['4_5', 'queued', 'PENDING'],
    ['4_6', 'queued', 'PENDING'],
    ['5', 'running', 'RUNNING'],
    ['114_0', 'failed', 'CANCELLED by 0'],
    ['114_1', 'failed', 'CANCELLED by 0'],
    ['114_2', 'failed', 'CANCELLED by 0'],
    ['160', 'failed', 'TIMEOUT'],
    ['17', 'failed', 'OUT_OF_MEMORY'],
    ['18', 'failed', 'NODE_FAIL'],
    ['19', 'queued', 'REQUEUED'],
  ]);
  expect(accountingReport(PRINTED).get('1')?.submitted).toBe('2026-11-21T20:52:39Z');
});

test('a state of a newer Slurm proves nothing in the accounting, which keeps it for ever', () => {
  const answer = '3|POLISHED|2026-11-21T20:52:39|t|\n4|TIMEOUT|2026-11-21T20:52:39|t|';
  expect([...accountingReport(answer).keys()]).toEqual(['4']);
});

test('reads any output without an error', () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^[\d_[\]|,A-Z+ \n-]{0,80}$/), (some, other) => {
      expect(accountingReport(`${some}\n${other}`)).toBeInstanceOf(Map);
    }),
    { numRuns: 500 },
  );
});
