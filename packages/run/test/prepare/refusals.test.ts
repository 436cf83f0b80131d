import { expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { changedSinceRun, dirtyWorkDirectory } from '../../src/prepare/refusals.ts';

const task = { name: 't', workdir: '/w/t', resultfile: '/w/t/result.pkl' } as Task;

test('the error for a result that may not be replaced has the changes', () => {
  const { code, message, fields } = dirtyWorkDirectory(task, ['A has changed.', 'B is new.']);
  expect(code).toBe('PSYRUN_WORKDIR_DIRTY');
  expect(message).toBe(
    "Work directory of task 't' is dirty: A has changed. B is new. " +
      'Set overwriteDirty to true in the task, and the former result is moved to previous/; or move it away yourself.',
  );
  const changes = ['A has changed.', 'B is new.'];
  expect(fields).toEqual({ task: 't', workdir: '/w/t', changes });
});

test('the error for a result of an unknown run names it', () => {
  const { message, fields } = dirtyWorkDirectory(task, []);
  expect(message).toContain("task 't' is dirty: There is a result.pkl of another run. Set ");
  expect(fields['changes']).toEqual(['There is a result.pkl of another run.']);
});

test('the error for mixed results has the changes and the lines of code', () => {
  const { code, message, fields } = changedSinceRun(
    task,
    ['A has changed.', 'B too.'],
    ['-1', '+2'],
  );
  expect(code).toBe('PSYRUN_RUN_CHANGED');
  expect(message).toBe(
    "Continuing task 't' would mix results of different code or settings: A has changed. B too.\n" +
      '  -1\n  +2\n psy run t evaluates all rows again and keeps the former run in previous/. If the change ' +
      'does not matter, psy run -c --accept-changes t keeps the rows that are done.',
  );
  expect(fields).toEqual({ task: 't', changes: ['A has changed.', 'B too.'], code: ['-1', '+2'] });
});

test('without lines of code, the error has the changes only', () => {
  const { message } = changedSinceRun(task, ['A has changed.', 'B too.'], []);
  expect(message).toContain('settings: A has changed. B too. psy run t');
});
