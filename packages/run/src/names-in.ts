import { readdir } from 'node:fs/promises';

/**
 * The names in a folder; none if it is not there.
 *
 * @example
 * ```ts
 * await namesIn('/tmp/nothing-is-here'); // => []
 * ```
 */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
