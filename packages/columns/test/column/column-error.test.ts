import { expect, test } from '@jest/globals';
import { PsyrunError } from '@psyrun/core';
import { columnError } from '../../src/column/column-error.ts';

test('names the column and the file, once', () => {
  const error = new PsyrunError('PSYRUN_FILE_FORMAT', 'Too short.', { fields: { bytes: 3 } });
  const located = columnError('a.npz', 'x', error) as PsyrunError;
  expect(located).toMatchObject({
    code: 'PSYRUN_FILE_FORMAT',
    message: 'Column "x" of a.npz cannot be read. Too short.',
    fields: { bytes: 3, file: 'a.npz', key: 'x' },
    cause: error,
  });
  expect(columnError('b.npz', 'y', located)).toBe(located);
});

test('returns an error without a code unchanged', () => {
  const error = new Error('no');
  expect(columnError('a.npz', 'x', error)).toBe(error);
});
