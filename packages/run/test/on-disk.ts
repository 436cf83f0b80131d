import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newFolder } from './fixtures.ts';

const run = promisify(execFile);

/** Who is not root cannot mount a disk. */
export const canMount = process.getuid?.() === 0;

/** Does `action` in the folder of a disk with these options of `mount`, such as `size=64k`. */
export async function onDisk(options: string, action: (folder: string) => Promise<void>) {
  const folder = join(newFolder(), 'disk');
  mkdirSync(folder, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  try {
    await action(folder);
  } finally {
    await run('umount', [folder]);
  }
}
