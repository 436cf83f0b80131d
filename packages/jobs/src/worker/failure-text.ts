import { causeLines, errorDetails, errorText, isPsyrunError, isSystemError } from '@psyrun/core';

/**
 * Returns the text in the log of a job for the error that ended it: the message and causes of a
 * `PsyrunError`, the message and code of an error of the operating system, or the stack and causes of
 * another error.
 *
 * @param signal The signal of the job. It is aborted if the job was told to stop.
 *
 * @example
 * ```ts
 * import { PsyrunError } from '@psyrun/core';
 * const stopped = new PsyrunError('PSYRUN_ABORTED', 'The work was stopped on request.');
 * failureText(stopped, AbortSignal.abort('SIGTERM'));
 * // => 'Stopped by SIGTERM. What was done is recorded.\n'
 * failureText(new PsyrunError('PSYRUN_NO_RUN', 'There is no run.'), new AbortController().signal);
 * // => 'Error: There is no run. [PSYRUN_NO_RUN]\n'
 * ```
 */
export function failureText(error: unknown, signal: AbortSignal): string {
  if (signal.aborted && isPsyrunError(error, 'PSYRUN_ABORTED')) {
    const by = typeof signal.reason === 'string' ? `by ${signal.reason}` : 'on request';
    return `Stopped ${by}. What was done is recorded.\n`;
  }
  const details = errorDetails(error);
  if (!isPsyrunError(error) && !isSystemError(error)) return `${errorText(details)}\n`;
  const causes = causeLines(details).map((line) => `${line}\n`);
  return `Error: ${error.message} [${error.code}]\n${causes.join('')}`;
}
