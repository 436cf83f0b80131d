/**
 * Returns words as one line for a shell, for display and for the script of a job. Each word stays as it
 * is, whatever characters it has: psyrun itself starts commands without a shell.
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
