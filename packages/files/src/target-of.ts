import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { ifThere, isNotFound } from './is-not-found.ts';

/**
 * The file that `file` stands for: what a symbolic link points to, also if that is not there yet, else
 * `file` itself.
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
