const RULE = '-'.repeat(70);

/**
 * What a job's log starts with: an empty line, a rule, when the job started, a rule.
 *
 * @example
 * ```ts
 * logHeader(new Date(0)).split('\n')[2]; // => 'Job started (Thu, 01 Jan 1970 00:00:00, UTC)'
 * ```
 */
export function logHeader(start: Date): string {
  const day = start.toUTCString().replace(/ (\S+) GMT$/, ' $1');
  return `\n${RULE}\nJob started (${day}, UTC)\n${RULE}\n`;
}
