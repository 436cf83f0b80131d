/**
 * Returns a path as one word of a shell, for commands that a hint names.
 *
 * @example
 * ```ts
 * shellQuoted("Bob's run/ledger"); // => "'Bob'\\''s run/ledger'"
 * ```
 */
export function shellQuoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
