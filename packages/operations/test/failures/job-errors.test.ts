import { expect, test } from '@jest/globals';
import { errorWithCauses } from '../../src/failures/job-errors.ts';

test('what ended a job is told with the causes that the error itself does not tell', () => {
  const log = [
    'Error: The function could not be set up: no licence [PSYRUN_EVALUATOR]',
    'Caused by: Error: no licence',
    '    at setup (task.js:1:1)',
    '  Caused by: Error: connect [ECONNREFUSED]',
    '',
  ].join('\n');
  expect(errorWithCauses(log)).toBe(
    'Error: The function could not be set up: no licence [PSYRUN_EVALUATOR]\n  Caused by: Error: connect [ECONNREFUSED]',
  );
});

test('the stack of a program in Python is left to the log, and its causes are told', () => {
  const log = [
    'Error: The function could not be set up: no licence [PSYRUN_EVALUATOR]',
    'Caused by: Traceback (most recent call last):',
    '  File "model.py", line 3, in setup',
    'OSError: no licence',
    '  Caused by: ConnectionError: refused',
    '',
  ].join('\n');
  expect(errorWithCauses(log)).toBe(`${log.split('\n')[0]}\n  Caused by: ConnectionError: refused`);
});

test('a cause of another class that the error tells is not told again', () => {
  const log = [
    'Error: The function could not be loaded: m.py has no function f [PSYRUN_EVALUATOR]',
    'Caused by: PsyrunError: m.py has no function f [PSYRUN_TASK_LOAD]',
  ].join('\n');
  expect(errorWithCauses(log)).toBe(log.split('\n')[0]);
});
