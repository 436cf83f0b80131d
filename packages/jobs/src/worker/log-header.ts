/** The lines around the head of a log. */
export const LOG_RULE = '-'.repeat(70);

/**
 * Returns the head of a job's log: an empty line, a rule, when the job started, a rule.
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
