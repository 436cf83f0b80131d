import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeFolder } from '../../src/directory/make-folder.ts';
import { newFolder } from '../fixtures.ts';
import { canMount, onDisk } from '../on-disk.ts';

test('creates a folder and those above it, and accepts one that exists', async () => {
  const folder = join(newFolder(), 'a', 'b');
  await makeFolder(folder);
  await makeFolder(folder);
  expect(existsSync(folder)).toBe(true);
});

test('a file in its place is an error that names it', async () => {
  const folder = newFolder();
  await makeFolder(folder);
  const file = import.meta.filename;
  await expect(makeFolder(join(file, 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

const DISKS: readonly [string, string, string][] = [
  ['a read-only file system', 'ro', 'EROFS'],
  ['a file system without inodes', 'nr_inodes=1', 'ENOSPC'],
];

for (const [name, options, code] of canMount ? DISKS : []) {
  test(`on ${name}, the error names the cause and the folder`, async () => {
    await onDisk(options, async (disk) => {
      const path = join(disk, 'psy-work');
      await expect(makeFolder(join(path, 't'))).rejects.toMatchObject({ code, path });
    });
  });
}
