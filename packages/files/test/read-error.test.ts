import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readError } from '../src/read-error.ts';

function errorOfReading(path: string): unknown {
  try {
    return readFileSync(path);
  } catch (error) {
    return error;
  }
}

test.each([
  ['/no/such/file', 'PSYRUN_FILE_NOT_FOUND', 'There is no file r.pkl.'],
  ['/', 'PSYRUN_FILE_READ', 'r.pkl could not be read: EISDIR'],
])('the error for %s', (path, code, message) => {
  const cause = errorOfReading(path);
  expect(readError(cause, 'r.pkl')).toMatchObject({
    code,
    message: expect.stringContaining(message) as unknown,
    fields: { file: 'r.pkl' },
    cause,
  });
});

test('other errors are returned unchanged', () => {
  const other = new TypeError('no');
  expect(readError(other, 'r.pkl')).toBe(other);
});
