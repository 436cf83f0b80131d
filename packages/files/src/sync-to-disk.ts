import { fdatasync } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Resolves when the content of an open file, given by its descriptor, is on the disk.
 *
 * It takes a descriptor because the file handles of Yarn's Plug'n'Play have no `datasync`.
 *
 * @example
 * ```ts no-run
 * const handle = await open('results.jsonl', 'a');
 * await handle.appendFile('{"area":3.14}\n');
 * await syncFile(handle.fd);
 * ```
 */
export const syncFile: (descriptor: number) => Promise<void> = promisify(fdatasync);

/**
 * Resolves when the names in a folder are on the disk. A new file can be lost until its name is on the
 * disk. Does nothing on Windows, which cannot open a folder.
 *
 * @example
 * ```ts no-run
 * await rename('results.new', 'results.jsonl');
 * await syncFolder('.');
 * ```
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await syncFile(handle.fd);
  } finally {
    await handle.close();
  }
}
