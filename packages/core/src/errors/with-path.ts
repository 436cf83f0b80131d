import { isSystemError } from './is-system-error.ts';

/**
 * Adds the path of a file to an error of the operating system that has none: Node knows no path when it
 * reads or writes an open file. Returns the same error. Other errors are returned unchanged.
 *
 * @example
 * ```ts
 * const failed = Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', errno: -5 });
 * withPath(failed, '/data/a.journal').message; // => "EIO: i/o error, read '/data/a.journal'"
 * withPath(new TypeError('no'), '/data/a.journal').message; // => 'no'
 * ```
 */
export function withPath<E>(error: E, path: string): E {
  if (!isSystemError(error) || 'path' in error) return error;
  return Object.assign(error, { path, message: `${error.message} '${path}'` });
}
