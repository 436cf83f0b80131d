import { readdir } from 'node:fs/promises';
import { ifThere } from './is-not-found.ts';

/**
 * Returns the names in a folder; none if it is not there.
 *
 * @example
 * ```ts
 * await namesIn('/tmp/nothing-is-here'); // => []
 * ```
 */
export async function namesIn(folder: string): Promise<string[]> {
  return (await ifThere(readdir(folder))) ?? [];
}
