import { expect, test } from '@jest/globals';
import { readState } from '../../src/status/job-state.ts';

test.each([
  ['Q', 'queued'],
  ['T', 'queued'],
  ['W', 'queued'],
  ['H', 'queued'],
  ['R', 'running'],
  ['B', 'running'],
  ['E', 'running'],
  ['S', 'suspended'],
  ['U', 'suspended'],
  ['Z', 'running'],
])('state %s is %s', (letter, state) => {
  expect(readState({ job_state: letter })).toMatchObject({ state, reason: letter });
});

test.each([
  ['F', 3, 'exit status 3'],
  ['X', 256, 'exit status 256'],
  ['F', 265, 'signal 9'],
  ['C', '271', 'signal 15'],
  ['F', -1, 'could not start, before files'],
  ['C', '-29', 'exit status -29'],
  ['F', undefined, 'DELETED'],
])('state %s with exit status %s has the reason %s', (letter, status, reason) => {
  const key = letter === 'C' ? 'exit_status' : 'Exit_status';
  expect(readState({ job_state: letter, [key]: status })).toEqual({ state: 'failed', reason });
});

test('a job that waits for others says so, and a job with exit status 0 is done', () => {
  expect(readState({ job_state: 'H', depend: 'afterok:7.pbs@pbs' }).state).toBe('waiting');
  expect(readState({ job_state: 'F', Exit_status: 0 })).toEqual({ state: 'done' });
  expect(readState({}).state).toBe('unknown');
});
