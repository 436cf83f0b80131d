import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { writeError } from '../src/write-error.ts';

const system = (code: string) => Object.assign(new Error(`${code}: reason`), { code, errno: -1 });

test('the error for a full disk says what failed, why, and what to do', () => {
  const cause = system('ENOSPC');
  expect(writeError(cause, 'r.pkl')).toMatchObject({
    code: 'PSYRUN_STORE_WRITE',
    message:
      'r.pkl could not be written: ENOSPC: reason. The disk is full: free some space and try again.',
    fields: { file: 'r.pkl' },
    cause,
  });
});

test.each(['ENOSPC', 'EDQUOT'])(
  '%s: only a file that was there is said to have its earlier content',
  (code) => {
    const said = 'The file still has its earlier content.';
    expect(writeError(system(code), import.meta.filename).message).toContain(said);
    expect(writeError(system(code), 'r.pkl').message).not.toContain(said);
  },
);

test('an unknown error of the file system has no hint', () => {
  expect(writeError(system('EIO'), 'r.pkl').message).toBe(
    'r.pkl could not be written: EIO: reason.',
  );
});

test('errors of the file system are converted, others are returned unchanged', () => {
  const other = new TypeError('no');
  expect(writeError(other, 'r.pkl')).toBe(other);
  try {
    readFileSync('/');
  } catch (error) {
    expect(writeError(error, 'r.pkl')).toMatchObject({ code: 'PSYRUN_STORE_WRITE' });
  }
  expect.assertions(2);
});
