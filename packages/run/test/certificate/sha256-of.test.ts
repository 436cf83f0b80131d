import { expect, test } from '@jest/globals';
import { sha256Of } from '../../src/certificate/sha256-of.ts';

test('an error of reading names the file', async () => {
  await expect(sha256Of('/proc/self/mem')).rejects.toThrow("EIO: i/o error, read '/proc/self/mem'");
});
