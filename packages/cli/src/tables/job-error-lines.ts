import { cutText } from '@psyrun/core';
import type { JobError, UnwrittenResult } from '@psyrun/operations/failures';
import { LONGEST_TEXT, textLines } from '../terminal/visible-text.ts';

/**
 * Returns which errors ended which jobs, as lines.
 *
 * @example
 * ```ts
 * jobErrorLines([{ error: 'Error: no GPU', jobs: ['t:process:0', 't:process:1'] }]);
 * // => ['t:process:0 and 1 more ended with:', '  Error: no GPU']
 * ```
 */
export function jobErrorLines(errors: readonly JobError[]): string[] {
  return errors.flatMap(({ error, jobs: [first, ...others] }) => [
    `${first!}${others.length > 0 ? ` and ${others.length} more` : ''} ended with:`,
    ...linesBelow(error),
  ]);
}

/** Returns why the result of a task was not written although all its rows are done, as lines. */
export function unwrittenLines(
  { job, why }: UnwrittenResult,
  task: string,
  rows: number,
): string[] {
  return [
    `All ${rows} rows are done, but the result could not be written. ${job} says:`,
    ...linesBelow(why),
    `No row has to be evaluated again. When that is mended, write it with: psy run -c ${task}`,
  ];
}

function linesBelow(text: string): string[] {
  return textLines(cutText(text, LONGEST_TEXT)).map((line) => `  ${line}`);
}
