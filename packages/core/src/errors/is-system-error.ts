/** An error of the operating system, as Node throws it. */
export type SystemError = Error & { readonly errno: number; readonly code: string };

/**
 * True if the error comes from the operating system.
 *
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs';
 * try {
 *   readFileSync('/nothing/is/here');
 * } catch (error) {
 *   isSystemError(error); // => true
 * }
 * isSystemError(new Error('no')); // => false
 * ```
 */
export function isSystemError(error: unknown): error is SystemError {
  return typeof error === 'object' && error !== null && 'errno' in error && 'code' in error;
}
