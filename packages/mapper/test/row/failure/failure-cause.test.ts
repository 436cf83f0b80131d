import { expect, test } from '@jest/globals';
import { PsyrunError } from '@psyrun/core';
import { endedClass, thrownClass } from '../../../src/row/failure/failure-cause.ts';
import { rowErrorOf } from '../../../src/row/failure/row-error.ts';

test('memory that languages did not get is lack of memory, other errors are exceptions', () => {
  const thrown: [name: string, message: string][] = [
    ['MemoryError', ''],
    ['_ArrayMemoryError', 'Unable to allocate 7.45 GiB'],
    ['RangeError', 'Array buffer allocation failed'],
    ['Error', 'cannot allocate vector of size 7.5 Gb'],
    ['Error', 'std::bad_alloc'],
  ];
  for (const [name, message] of thrown) {
    expect([name, thrownClass({ name, message }, 'threw')]).toEqual([name, 'outOfMemory']);
  }
  expect(thrownClass({ name: 'ValueError', message: 'MemoryError' }, 'threw')).toBe('exception');
  expect(thrownClass({ name: 'MemoryError', message: '' }, 'refused')).toBe('refused');
});

test('an error of a process that a signal ended is of that class', () => {
  const fields = { command: 'x', signal: 'SIGKILL' };
  const classes = [
    Object.assign(new Error('Command failed'), { signal: 'SIGSEGV' }),
    new PsyrunError('PSYRUN_COMMAND', 'The command failed.', { fields }),
    new PsyrunError('PSYRUN_COMMAND', 'The command failed.', { fields: { command: 'x' } }),
    Object.assign(new Error('aborted'), { signal: new AbortController().signal }),
    undefined,
  ].map((thrown) => rowErrorOf(thrown, 'threw').class);
  expect(classes).toEqual(['signal', 'signal', 'exception', 'exception', 'exception']);
});

test('the end of a worker tells the class, and what it printed tells a full heap', () => {
  const lack = 'by signal SIGKILL. The system ended a process for lack of memory meanwhile';
  const heap = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';
  expect([
    endedClass('by signal SIGKILL, not for lack of memory', ''),
    endedClass(lack, ''),
    endedClass('by signal SIGABRT', heap),
    endedClass('with exit code 3', 'text'),
    endedClass('because it closed descriptor 4', ''),
  ]).toEqual(['signal', 'outOfMemory', 'outOfMemory', 'exception', 'unknown']);
});
