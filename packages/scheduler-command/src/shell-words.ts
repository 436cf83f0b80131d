/**
 * Returns a command as a person would type it in a shell. It is for display only: psyrun starts
 * commands without a shell.
 *
 * @example
 * ```ts
 * shellWords(['sbatch', '-J', "it's", '--mem=1G']); // => "sbatch -J 'it'\\''s' --mem=1G"
 * ```
 */
export function shellWords(argv: readonly string[]): string {
  return argv.map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
