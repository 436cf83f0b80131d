import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { writeError } from '../src/write-error.ts';

const system = (code: string) => Object.assign(new Error(`${code}: reason`), { code, errno: -1 });

test('a full disk: what failed, why, what to do', () => {
  const cause = system('ENOSPC');
  expect(writeError(cause, 'r.pkl')).toMatchObject({
    code: 'PSYRUN_STORE_WRITE',
    message:
      'r.pkl could not be written: ENOSPC: reason. ' +
      'The disk is full: make room and try again. What the file held before is unchanged.',
    fields: { file: 'r.pkl' },
    cause,
  });
});

test('an error of the file system without advice', () => {
  expect(writeError(system('EIO'), 'r.pkl').message).toBe(
    'r.pkl could not be written: EIO: reason.',
  );
});

test('real errors of the file system are recognised, others pass', () => {
  const other = new TypeError('no');
  expect(writeError(other, 'r.pkl')).toBe(other);
  try {
    readFileSync('/');
  } catch (error) {
    expect(writeError(error, 'r.pkl')).toMatchObject({ code: 'PSYRUN_STORE_WRITE' });
  }
  expect.assertions(2);
});
