import { describe, expect, test } from '@jest/globals';
import { readState } from '../../src/status/job-states.ts';

/** All states of the section "JOB STATE CODES" of squeue's manual. */
test.each([
  ['BOOT_FAIL', 'failed'],
  ['CANCELLED', 'failed'],
  ['COMPLETED', 'done'],
  ['CONFIGURING', 'queued'],
  ['COMPLETING', 'running'],
  ['DEADLINE', 'failed'],
  ['FAILED', 'failed'],
  ['NODE_FAIL', 'failed'],
  ['OUT_OF_MEMORY', 'failed'],
  ['PENDING', 'queued'],
  ['PREEMPTED', 'failed'],
  ['RUNNING', 'running'],
  ['REQUEUE_FED', 'queued'],
  ['REQUEUED', 'queued'],
  ['RESIZING', 'running'],
  ['REVOKED', 'failed'],
  ['SIGNALING', 'running'],
  ['STAGE_OUT', 'running'],
  ['STOPPED', 'suspended'],
  ['SUSPENDED', 'suspended'],
  ['TIMEOUT', 'failed'],
])('%s is %s, and is the reason', (word, state) => {
  expect(readState(word, 'None')).toMatchObject({ state, reason: word });
});

test.each(['RESV_DEL_HOLD', 'REQUEUE_HOLD', 'SPECIAL_EXIT'])(
  '%s has failed, and is stuck',
  (word) => {
    expect(readState(word, 'None')).toMatchObject({ state: 'failed', reason: word, stuck: true });
  },
);

describe('a pending job', () => {
  test.each(['Priority', 'Resources', 'JobArrayTaskLimit', 'BeginTime', 'JobHeldUser'])(
    'is queued for %s',
    (reason) => {
      expect(readState('PENDING', reason)).toMatchObject({ state: 'queued', reason });
    },
  );

  test('waits for a dependency', () => {
    expect(readState('PENDING', 'Dependency').state).toBe('waiting');
  });

  test('that depends on a failed one has failed, and Slurm ends it', () => {
    const reason = 'DependencyNeverSatisfied';
    expect(readState('PENDING', reason)).toEqual({ state: 'failed', reason });
  });

  test.each([
    'launch failed requeued held',
    'PartitionTimeLimit',
    'PartitionNodeLimit',
    'PartitionConfig',
    'BadConstraints',
  ])('will never start and has failed for %s', (reason) => {
    expect(readState('PENDING', reason)).toMatchObject({ state: 'failed', reason, stuck: true });
  });
});

test('the reason of an ended job is its state, unless the reason of Slurm says more', () => {
  expect(readState('TIMEOUT', 'TimeLimit').reason).toBe('TIMEOUT');
  expect(readState('OUT_OF_MEMORY', 'OutOfMemory').reason).toBe('OUT_OF_MEMORY');
  expect(readState('FAILED', 'JobLaunchFailure').reason).toBe('JobLaunchFailure');
  expect(readState('CANCELLED', 'DependencyNeverSatisfied').reason).toBe(
    'DependencyNeverSatisfied',
  );
});

test('tells in the words of sacct who cancelled a job, and ignores the mark behind a state', () => {
  const reason = 'CANCELLED by 1000';
  expect(readState(reason, '')).toEqual({ state: 'failed', reason });
  expect(readState('COMPLETED+', '').state).toBe('done');
});

test('a job that Slurm is ending is told apart from a running one', () => {
  expect(readState('COMPLETING', 'None').ending).toBe(true);
  expect(readState('RUNNING', 'None')).not.toHaveProperty('ending');
});

test('a job in a state of a newer Slurm may be active, also if it is the name of a method', () => {
  expect(readState('POLISHED', 'None')).toEqual({ state: 'running', reason: 'POLISHED' });
  expect(readState('', '').state).toBe('unknown');
  expect(readState('toString', 'None').state).toBe('running');
});
