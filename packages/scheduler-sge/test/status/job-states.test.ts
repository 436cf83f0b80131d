import { expect, test } from '@jest/globals';
import { readState } from '../../src/status/job-states.ts';

test.each([
  ['qw', 'queued'],
  ['Rq', 'queued'],
  ['hqw', 'waiting'],
  ['hRwq', 'waiting'],
  ['t', 'running'],
  ['r', 'running'],
  ['hr', 'running'],
  ['Rr', 'running'],
  ['s', 'suspended'],
  ['S', 'suspended'],
  ['tT', 'suspended'],
  ['RtS', 'suspended'],
  ['Eqw', 'failed'],
  ['EhRqw', 'failed'],
  ['dr', 'running'],
  ['dRt', 'running'],
  ['ds', 'running'],
])('%s is %s', (letters, state) => {
  const read = readState(letters, true);
  expect(read).toMatchObject({ state, reason: letters });
  expect(read.stuck === true).toBe(letters.includes('E'));
  expect(read.ending === true).toBe(letters.includes('d'));
});

test('a job that a person holds is queued, with the advice to release it', () => {
  expect(readState('hqw', false)).toMatchObject({ state: 'queued', advice: expect.any(String) });
});
