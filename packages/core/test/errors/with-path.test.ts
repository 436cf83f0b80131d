import { readFileSync, readSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { withPath } from '../../src/errors/with-path.ts';

function caught(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
}

test('an error of an open file gets the path of the file, once', () => {
  const error = caught(() => readSync(2 ** 30, Buffer.alloc(1)));
  const told = withPath(withPath(error, '/data/a'), '/data/b');
  expect(told).toBe(error);
  expect(told.message).toBe("EBADF: bad file descriptor, read '/data/a'");
});

test('an error that names its file is left as it is', () => {
  const error = caught(() => readFileSync('/nothing/is/here'));
  const { message } = error;
  expect(withPath(error, '/data/a').message).toBe(message);
});

test.each([undefined, 'no', new TypeError('no')])('%p is no error of the system', (error) => {
  expect(withPath(error, '/data/a')).toBe(error);
});
