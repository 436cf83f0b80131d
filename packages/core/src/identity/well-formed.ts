const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * True if a string consists of whole characters. A character such as 😀 takes two units of a string,
 * and `slice` may keep one of them. Files and UTF-8 cannot hold such a half.
 *
 * @example
 * ```ts
 * isWellFormed('run 😀'); // => true
 * isWellFormed('run 😀'.slice(0, 5)); // => false
 * ```
 */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}
