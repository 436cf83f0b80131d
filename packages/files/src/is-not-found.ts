/**
 * True if the operating system found no such file or folder: the code of `error` is `ENOENT`.
 *
 * @example
 * ```ts
 * import { statSync } from 'node:fs';
 * try {
 *   statSync('/tmp/nothing-is-here');
 * } catch (error) {
 *   isNotFound(error); // => true
 * }
 * isNotFound(new Error('no')); // => false
 * ```
 */
export function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

/**
 * Resolves to the value of `reading`, or to undefined if the file or folder does not exist.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * await ifThere(readFile('/tmp/nothing-is-here')); // => undefined
 * ```
 */
export async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
