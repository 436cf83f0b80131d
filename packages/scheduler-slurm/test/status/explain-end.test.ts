import { describe, expect, test } from '@jest/globals';
import type { JobStatus } from '@psyrun/core';
import { explainEnd } from '../../src/status/explain-end.ts';

const unknown: JobStatus = { id: '7', state: 'unknown' };
const cancelled = (why: string) =>
  `slurmstepd-n1: error: *** JOB 7 ON n1 CANCELLED AT 2026-11-21T20:52:39${why} ***`;

describe('the messages of Slurm in the log of a job explain its end', () => {
  test.each([
    [cancelled(' DUE TO TIME LIMIT'), 'TIMEOUT'],
    [cancelled(' DUE TO PREEMPTION'), 'PREEMPTED'],
    [cancelled(' DUE TO NODE FAILURE, SEE SLURMCTLD LOG FOR DETAILS'), 'NODE_FAIL'],
    [cancelled(''), 'CANCELLED'],
    ['slurmstepd: error: Detected 1 oom-kill event(s) in StepId=7.batch.', 'OUT_OF_MEMORY'],
    [
      `slurmstepd: error: StepId=7.batch exceeded memory limit (9 > 8), being killed\n${cancelled('')}`,
      'OUT_OF_MEMORY',
    ],
  ])('%s', (log, reason) => {
    expect(explainEnd(unknown, log)).toEqual({ id: '7', state: 'failed', reason });
    const vague: JobStatus = { id: '7', state: 'failed', reason: 'JobLaunchFailure' };
    expect(explainEnd(vague, log)).toEqual({ id: '7', state: 'failed', reason });
  });

  test('but not for a requeued job, or without such a message', () => {
    expect(explainEnd(unknown, cancelled(' DUE TO JOB REQUEUE'))).toEqual(unknown);
    expect(explainEnd(unknown, 'Row 3 failed')).toEqual(unknown);
  });

  test('and do not override the reason of Slurm', () => {
    const log = cancelled(' DUE TO TIME LIMIT');
    for (const status of [
      { id: '7', state: 'failed', reason: 'NODE_FAIL' },
      { id: '7', state: 'running', reason: 'RUNNING' },
      { id: '7', state: 'running' },
      { id: '7', state: 'done', reason: 'COMPLETED' },
    ] as const) {
      expect(explainEnd(status, log)).toEqual(status);
    }
  });
});
