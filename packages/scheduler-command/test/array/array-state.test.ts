import { expect, test } from '@jest/globals';
import type { JobState } from '@psyrun/core';
import { decidingTask } from '../../src/array/array-state.ts';

interface Task {
  readonly state: JobState;
  readonly ending?: true;
  readonly stuck?: true;
}
const decide = (...tasks: Task[]) => decidingTask(tasks);

test('a task that goes on decides, then one that failed', () => {
  expect(decide({ state: 'done' }, { state: 'failed' }, { state: 'running' })?.state).toBe(
    'running',
  );
  expect(decide({ state: 'done' }, { state: 'failed' })?.state).toBe('failed');
  expect(decide({ state: 'done' }, { state: 'unknown' })?.state).toBe('unknown');
  expect(decide()).toBeUndefined();
});

test('an array is being ended if all its running tasks are', () => {
  const ending = { state: 'running', ending: true } as const;
  expect(decide(ending, { state: 'running' })?.ending).toBeUndefined();
  expect(decide(ending, { state: 'done' })).toBe(ending);
});

test('a task that can never start decides over others that failed', () => {
  const stuck = { state: 'failed', stuck: true } as const;
  expect(decide({ state: 'failed' }, stuck)).toBe(stuck);
});
