/** The line before and after the header of a log. */
export const LOG_RULE = '-'.repeat(70);

/**
 * Returns the header of a log: an empty line, a rule, the start time of the job, a rule.
 *
 * @example
 * ```ts
 * logHeader(new Date(0)).split('\n')[2]; // => 'Job started (Thu, 01 Jan 1970 00:00:00, UTC)'
 * ```
 */
export function logHeader(start: Date): string {
  const day = start.toUTCString().replace(/ (\S+) GMT$/, ' $1');
  return `\n${LOG_RULE}\nJob started (${day}, UTC)\n${LOG_RULE}\n`;
}
