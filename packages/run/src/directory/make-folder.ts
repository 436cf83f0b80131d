import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isNotFound } from '@psyrun/files';

/**
 * Creates a folder and those above it, if they do not exist. An error of the system tells the cause:
 * Node's own recursive `mkdir` calls a read-only file system "no such file or directory".
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    let missing = folder;
    while (!existsSync(dirname(missing))) missing = dirname(missing);
    await mkdir(missing);
    await mkdir(folder, { recursive: true });
  }
}
