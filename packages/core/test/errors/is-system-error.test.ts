import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { isSystemError } from '../../src/errors/is-system-error.ts';

test('an error of the operating system has a code and a number', () => {
  let caught: unknown;
  try {
    readFileSync('/nothing/is/here');
  } catch (error) {
    caught = error;
  }
  expect(isSystemError(caught)).toBe(true);
});

test.each([
  undefined,
  null,
  'no',
  {},
  new TypeError('no'),
  Object.assign(new Error(), { code: 'ERR_X' }),
])('%p is no error of the operating system', (value) => {
  expect(isSystemError(value)).toBe(false);
});
