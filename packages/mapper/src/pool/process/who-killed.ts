/**
 * Returns what is known about who has sent SIGKILL to a process, as the end of a sentence.
 *
 * @param before The {@link oomKills} when the process began.
 * @param after The {@link oomKills} after its end.
 *
 * @example
 * ```ts
 * whoKilled(4, 5); // => '. The system ended a process for lack of memory meanwhile'
 * whoKilled(4, 4); // => ', not for lack of memory'
 * whoKilled(undefined, undefined);
 * // => '. If nobody has sent it, the system has run out of memory'
 * ```
 */
export function whoKilled(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined) {
    return '. If nobody has sent it, the system has run out of memory';
  }
  if (after > before) return '. The system ended a process for lack of memory meanwhile';
  return ', not for lack of memory';
}
