/**
 * Returns the text in the log of a job that stopped before all its rows were done.
 *
 * @param again The command that evaluates the remaining rows.
 *
 * @example
 * ```ts
 * const signal = AbortSignal.abort('SIGUSR1');
 * stoppedEarly(signal, 'psy run -c t');
 * // => 'Stopped shortly before the time limit (SIGUSR1). What was done is recorded; the rest: psy run -c t\n'
 * ```
 */
export function stoppedEarly({ reason }: AbortSignal, again: string): string {
  const why =
    reason === 'SIGUSR1'
      ? ' shortly before the time limit (SIGUSR1)'
      : typeof reason === 'string'
        ? ` by ${reason}`
        : ' on request';
  return `Stopped${why}. What was done is recorded; the rest: ${again}\n`;
}
