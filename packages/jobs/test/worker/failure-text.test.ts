import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { failureText } from '../../src/worker/failure-text.ts';

const { signal } = new AbortController();

function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

test('an error of the system is a line with its file and code, and without a stack', () => {
  const error = caught(() => readFileSync('/nothing/is/here'));
  expect(failureText(error, signal)).toBe(
    "Error: ENOENT: no such file or directory, open '/nothing/is/here' [ENOENT]\n",
  );
});

test('another error has its stack', () => {
  expect(failureText(new TypeError('no'), signal)).toMatch(/^TypeError: no\n +at .*failure-text/);
});
