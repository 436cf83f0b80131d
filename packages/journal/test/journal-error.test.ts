import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import * as files from '@psyrun/files';
import { temporaryFolder } from './records.ts';

let fails = false;
jest.unstable_mockModule('@psyrun/files', () => ({
  ...files,
  syncFolder: async (folder: string) => {
    if (!fails) return files.syncFolder(folder);
    throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO', errno: -5 });
  },
}));
const { openJournal } = await import('../src/open-journal.ts');

const folder = temporaryFolder();

test('a journal whose folder cannot be synchronized names itself', async () => {
  const file = join(folder, 'unsynchronized');
  fails = true;
  await expect(openJournal(file, {})).rejects.toMatchObject({
    code: 'PSYRUN_JOURNAL_WRITE',
    message: expect.stringContaining(`${file} cannot be written: EIO: i/o error, fdatasync.`),
  });
  fails = false;
  await (await openJournal(file, {})).close();
});

test('so does one whose folder is missing', async () => {
  await expect(openJournal(join(folder, 'none/a'), {})).rejects.toMatchObject({
    code: 'PSYRUN_JOURNAL_WRITE',
    message: expect.stringMatching(/none\/a cannot be written: ENOENT/),
  });
});
