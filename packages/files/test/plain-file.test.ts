import { expect, test } from '@jest/globals';
import { readPlainFile } from '../src/plain-file.ts';

test('an error of reading names the file', async () => {
  // The memory of a process is a file that cannot be read at its beginning.
  const { message } = (await readPlainFile('/proc/self/mem').catch(
    (error: Error) => error,
  )) as Error;
  expect(message).toBe("EIO: i/o error, read '/proc/self/mem'");
});
