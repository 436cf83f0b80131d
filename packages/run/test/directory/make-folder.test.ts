import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeFolder } from '../../src/directory/make-folder.ts';
import { newFolder } from '../fixtures.ts';

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

/** Who is not root cannot mount a disk. */
const DISKS: readonly [string, string, string][] =
  process.getuid?.() === 0
    ? [
        ['a read-only file system', 'ro', 'EROFS'],
        ['a file system without inodes', 'nr_inodes=1', 'ENOSPC'],
      ]
    : [];

for (const [name, options, code] of DISKS) {
  test(`on ${name}, the error names the cause and the folder`, async () => {
    const disk = join(newFolder(), 'disk');
    mkdirSync(disk, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk]);
    try {
      const folder = join(disk, 'psy-work', 't');
      const path = join(disk, 'psy-work');
      await expect(makeFolder(folder)).rejects.toMatchObject({ code, path });
    } finally {
      execFileSync('umount', [disk]);
    }
  });
}
