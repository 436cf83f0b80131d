import { readdir } from 'node:fs/promises';
import { ifThere } from './is-not-found.ts';

/**
 * Resolves to the names in a folder, or to an empty list if the folder does not exist.
 *
 * @example
 * ```ts
 * await namesIn('/tmp/nothing-is-here'); // => []
 * ```
 */
export async function namesIn(folder: string): Promise<string[]> {
  return (await ifThere(readdir(folder))) ?? [];
}
