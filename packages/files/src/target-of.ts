import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';

/**
 * The file that `file` stands for: what a symbolic link points to, also if that is not there yet, else
 * `file` itself.
 */
export async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const link = await linkOf(file);
    if (link === undefined) return file;
    const next = isAbsolute(link) ? link : `${dirname(file)}/${link}`;
    return targetOf(join(await realpath(dirname(next)), basename(next)));
  }
}

/** What the symbolic link `file` says; undefined if nothing is there. */
async function linkOf(file: string): Promise<string | undefined> {
  try {
    return await readlink(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
