import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lockHolder } from '../src/lock-holder.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();

test('the lock of a link to itself cannot be looked up, and the error names the link', async () => {
  const file = join(folder, 'loop');
  symlinkSync(file, file);
  await expect(lockHolder(file)).rejects.toMatchObject({
    code: 'PSYRUN_FILE_READ',
    message: expect.stringContaining(file),
  });
});
