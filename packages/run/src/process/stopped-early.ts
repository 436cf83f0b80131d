/** The end of the line of a log that {@link stoppedEarly} returns. */
const RECORDED = 'What was done is recorded; the rest: ';

/**
 * Returns the text in the log of a job that stopped before all its rows were done.
 *
 * @param reason Why: the name of a signal, or `'out of time'` if no row would end before the time limit.
 * @param again The command that evaluates the remaining rows.
 *
 * @example
 * ```ts
 * stoppedEarly('SIGUSR1', 'psy run -c t');
 * // => 'Stopped before the time limit or a preemption (SIGUSR1). What was done is recorded; the rest: psy run -c t\n'
 * ```
 */
export function stoppedEarly(reason: unknown, again: string): string {
  return `Stopped${why(reason)}. ${RECORDED}${again}\n`;
}

/**
 * True for a line of a log that {@link stoppedEarly} has written.
 *
 * @example
 * ```ts
 * isStoppedEarly(stoppedEarly('out of time', 'psy run -c t')); // => true
 * ```
 */
export function isStoppedEarly(line: string): boolean {
  return line.startsWith('Stopped ') && line.includes(RECORDED);
}

/**
 * True if {@link stoppedEarly} wrote a line because the time limit of the job was near.
 *
 * @example
 * ```ts
 * isOutOfTime(stoppedEarly('SIGUSR1', 'psy run -c t')); // => true
 * isOutOfTime(stoppedEarly('SIGTERM', 'psy run -c t')); // => false
 * ```
 */
export function isOutOfTime(line: string): boolean {
  return ['SIGUSR1', 'out of time'].some((reason) => line.startsWith(`Stopped${why(reason)}.`));
}

function why(reason: unknown): string {
  if (reason === 'SIGUSR1') return ' before the time limit or a preemption (SIGUSR1)';
  if (reason === 'out of time') return ' because no row would end before the time limit';
  return typeof reason === 'string' ? ` by ${reason}` : ' on request';
}
