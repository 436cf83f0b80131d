import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { ifThere, isNotFound } from './is-not-found.ts';

/**
 * Returns the target of a symbolic link, even if the target does not exist yet. For other files,
 * returns `file` itself.
 */
export async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const link = await ifThere(readlink(file));
    if (link === undefined) return file;
    const next = isAbsolute(link) ? link : `${dirname(file)}/${link}`;
    return targetOf(join(await realpath(dirname(next)), basename(next)));
  }
}
