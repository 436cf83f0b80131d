import { expect, test } from '@jest/globals';
import type { Task } from '@psyrun/core';
import { changedSinceRun, dirtyWorkDirectory } from '../../src/prepare/refusals.ts';

const task = { name: 't', workdir: '/w/t', resultfile: '/w/t/result.pkl' } as Task;

test('a result that may not be replaced is refused with what has changed', () => {
  const { code, message, fields } = dirtyWorkDirectory(task, ['A has changed.', 'B is new.']);
  expect(code).toBe('PSYRUN_WORKDIR_DIRTY');
  expect(message).toBe(
    "Work directory of task 't' is dirty: A has changed. B is new. " +
      'Set overwriteDirty to true to replace the result, or move it away.',
  );
  const changes = ['A has changed.', 'B is new.'];
  expect(fields).toEqual({ task: 't', workdir: '/w/t', changes });
});

test('a result of no known run is named', () => {
  const { message, fields } = dirtyWorkDirectory(task, []);
  expect(message).toContain("task 't' is dirty: There is a result.pkl of another run. Set ");
  expect(fields['changes']).toEqual(['There is a result.pkl of another run.']);
});

test('changes that would be mixed are told, with the lines of code', () => {
  const { code, message, fields } = changedSinceRun(
    task,
    ['A has changed.', 'B too.'],
    ['-1', '+2'],
  );
  expect(code).toBe('PSYRUN_RUN_CHANGED');
  expect(message).toBe(
    "Continuing task 't' would mix results of different code or settings: A has changed. B too.\n" +
      '  -1\n  +2\n Use psy run to do all rows anew, or psy run -c --accept-changes if the change ' +
      'does not matter.',
  );
  expect(fields).toEqual({ task: 't', changes: ['A has changed.', 'B too.'], code: ['-1', '+2'] });
});

test('without lines of code the changes are told alone', () => {
  const { message } = changedSinceRun(task, ['A has changed.', 'B too.'], []);
  expect(message).toContain('settings: A has changed. B too. Use psy run');
});
