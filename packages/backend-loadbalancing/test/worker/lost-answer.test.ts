import * as files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';

// A file server made the link but its answer was lost. When the link is repeated, it exists.
jest.unstable_mockModule('node:fs/promises', () => ({
  ...files,
  link: async (from: string, to: string) => {
    await files.link(from, to);
    await files.link(from, to);
  },
}));
const { FolderBoard } = await import('../../src/board/folder-board.ts');

test('a notice is posted if its link exists, whatever the answer', async () => {
  const folder = await files.mkdtemp(join(tmpdir(), 'psyrun answer '));
  try {
    expect(await new FolderBoard(folder).post('claim-base-0', 'mine')).toBe(true);
    expect(await new FolderBoard(folder).post('claim-base-0', 'yours')).toBe(false);
    expect(await files.readdir(folder)).toEqual(['claim-base-0']);
  } finally {
    await files.rm(folder, { recursive: true });
  }
});
