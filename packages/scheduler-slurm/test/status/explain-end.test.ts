import { describe, expect, test } from '@jest/globals';
import type { JobStatus } from '@psyrun/core';
import { explainEnd } from '../../src/status/explain-end.ts';

const unknown: JobStatus = { id: '7', state: 'unknown' };
const cancelled = (why: string) =>
  `slurmstepd-n1: error: *** JOB 7 ON n1 CANCELLED AT 2026-11-21T20:52:39${why} ***`;

describe('the messages of Slurm in the log of a job explain its end', () => {
  test.each([
    [cancelled(' DUE TO TIME LIMIT'), 'TIMEOUT', 'jobTimeout'],
    [cancelled(' DUE TO PREEMPTION'), 'PREEMPTED', 'preempted'],
    [cancelled(' DUE TO NODE FAILURE, SEE SLURMCTLD LOG FOR DETAILS'), 'NODE_FAIL', 'nodeFailed'],
    [cancelled(''), 'CANCELLED', 'cancelled'],
    [
      'slurmstepd: error: Detected 1 oom-kill event(s) in StepId=7.batch.',
      ...(['OUT_OF_MEMORY', 'outOfMemory'] as const),
    ],
    [
      `slurmstepd: error: StepId=7.batch exceeded memory limit (9 > 8), being killed\n${cancelled('')}`,
      ...(['OUT_OF_MEMORY', 'outOfMemory'] as const),
    ],
  ] as const)('%s', (log, reason, failure) => {
    expect(explainEnd(unknown, log)).toEqual({ id: '7', state: 'failed', reason, failure });
    const vague: JobStatus = { id: '7', state: 'failed', reason: 'JobLaunchFailure' };
    expect(explainEnd(vague, log)).toEqual({ id: '7', state: 'failed', reason, failure });
  });

  test('but not for a requeued job, or without such a message', () => {
    expect(explainEnd(unknown, cancelled(' DUE TO JOB REQUEUE'))).toEqual(unknown);
    expect(explainEnd(unknown, 'Row 3 failed')).toEqual(unknown);
  });

  test('and do not override the reason of Slurm', () => {
    const log = cancelled(' DUE TO TIME LIMIT');
    for (const status of [
      { id: '7', state: 'failed', reason: 'NODE_FAIL', failure: 'nodeFailed' },
      { id: '7', state: 'running', reason: 'RUNNING' },
      { id: '7', state: 'running' },
      { id: '7', state: 'done', reason: 'COMPLETED' },
    ] as const) {
      expect(explainEnd(status, log)).toEqual(status);
    }
  });
});

test('the reason of a job tells the class of its failure, or nothing does', () => {
  const classOf = (status: Partial<JobStatus>) =>
    explainEnd({ id: '7', state: 'failed', ...status }, '').failure;
  const reasons = [
    ...['TIMEOUT', 'DEADLINE', 'PREEMPTED', 'NODE_FAIL', 'BOOT_FAIL', 'OUT_OF_MEMORY'],
    ...['CANCELLED', 'CANCELLED by 0', 'LAUNCH_FAILED', 'DependencyNeverSatisfied'],
    ...['FAILED', 'NonZeroExitCode', 'SOMETHING_NEW'],
  ];
  expect(reasons.map((reason) => classOf({ reason }))).toEqual([
    ...['jobTimeout', 'jobTimeout', 'preempted', 'nodeFailed', 'nodeFailed', 'outOfMemory'],
    ...['cancelled', 'cancelled', 'notStarted', 'notStarted'],
    ...['unknown', 'unknown', 'unknown'],
  ]);
  expect(classOf({ reason: 'PartitionTimeLimit', stuck: true })).toBe('notStarted');
  expect(classOf({})).toBe('unknown');
});
